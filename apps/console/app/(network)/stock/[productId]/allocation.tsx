import { Badge, Card, EmptyState, Link, LinkButton, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { AllocationView } from "@entrepot/domain/subscriptions"
import { getFormats } from "../../../../src/format/server.ts"

/** Who would get what of it over the next weeks, by the policy that counts. */
export async function Allocation({ view, unit }: { view: AllocationView; unit: string }) {
  const [t, { number, day }] = await Promise.all([getTranslations("stock.allocation"), getFormats()])
  return (
    <Card title={t("title")} description={t("lead", { available: number(view.available), wanted: number(view.wanted), unit })} flush
      actions={<LinkButton size="sm" href="/sourcing/allocation">{t("policy")}</LinkButton>}>
      {view.rows.length === 0 ? <EmptyState level={3} title={t("empty")} description={t("emptyText")} /> : (
        <Table caption={t("title")} stack density="tight">
          <THead><TR><TH align="end" className="w-12">{t("rank")}</TH><TH>{t("subscription")}</TH><TH>{t("tenant")}</TH><TH>{t("on")}</TH><TH align="end">{t("wanted")}</TH><TH align="end">{t("allocated")}</TH></TR></THead>
          <TBody>
            {view.rows.map((row) => (
              <TR key={row.rank}>
                <TD label={t("rank")} align="end" muted>{number(row.rank)}</TD>
                <TH scope="row" className="font-medium tabular-nums">{row.order ? <Link href={`/orders/${row.order.orderId}`}>{row.order.number}</Link> : <>{row.subscriptionNumber} <Badge>{t("ofSubscription")}</Badge></>}</TH>
                <TD label={t("tenant")}>{row.tenantName}<span className="text-muted"> · {row.accountName}</span></TD>
                <TD label={t("on")} className="whitespace-nowrap">{row.on ? day(row.on) : "–"}</TD>
                <TD label={t("wanted")} align="end">{number(row.wanted)} <span className="text-muted">{unit}</span></TD>
                <TD label={t("allocated")} align="end" className={row.allocated === row.wanted ? "font-medium" : "font-medium text-warning"}>{number(row.allocated)}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}
