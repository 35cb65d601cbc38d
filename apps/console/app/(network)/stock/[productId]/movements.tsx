import { EmptyState, Link, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"

type Movement = { movementId: string; position: number; quantity: string; onHandAfter: string; cause: string; reference: { kind: string; id: string }; note: string | null; actor: { name: string }; occurredAt: string }

/** The stock card: what came and went, by whom, on which paper, and what was left. */
export async function Movements({ movements, unit, olderHref }: { movements: readonly Movement[]; unit: string; olderHref: string | undefined }) {
  const [t, { signed, number, instant }] = await Promise.all([getTranslations("stock"), getFormats()])
  if (movements.length === 0) return <EmptyState level={3} title={t("noMovements")} description={t("noMovementsText")} />
  return (
    <>
      <Table caption={t("card")} stack>
        <THead><TR><TH align="end">{t("position")}</TH><TH>{t("when")}</TH><TH>{t("cause")}</TH><TH>{t("reference")}</TH><TH>{t("who")}</TH><TH align="end">{t("change")}</TH><TH align="end">{t("after")}</TH></TR></THead>
        <TBody>
          {movements.map((movement) => (
            <TR key={movement.movementId}>
              <TD label={t("position")} align="end" muted>{movement.position}</TD>
              <TD label={t("when")} muted><time dateTime={movement.occurredAt}>{instant(movement.occurredAt)}</time></TD>
              <TH scope="row">{t(`causes.${movement.cause}` as never)}</TH>
              <TD label={t("reference")}>{movement.reference.kind === "shipment" && /^[0-9a-f-]{36}$/.test(movement.reference.id) ? <Link href={`/shipments/${movement.reference.id}`}>{t("shipment")}</Link> : movement.reference.id}{movement.note && <span className="block text-xs text-muted">{movement.note}</span>}</TD>
              <TD label={t("who")} muted>{movement.actor.name}</TD>
              <TD label={t("change")} align="end" className={movement.quantity.startsWith("-") ? "text-danger" : "text-success"}>{signed(movement.quantity)}</TD>
              <TD label={t("after")} align="end" className="font-medium">{number(movement.onHandAfter)} <span className="font-normal text-muted">{unit}</span></TD>
            </TR>
          ))}
        </TBody>
      </Table>
      {olderHref && <p className="border-t px-4 py-2.5 text-sm"><Link href={olderHref}>{t("older")}</Link></p>}
    </>
  )
}
