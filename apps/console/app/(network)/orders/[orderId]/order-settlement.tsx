import { Link, MoneyText } from "@entrepot/ui"
import type { OrderEntry } from "@entrepot/domain/settlement/contract"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"

/** What the partner is charged for an order, fact by fact, with the statement on which each stands. */
export async function OrderSettlement({ entries, tenantId }: { entries: readonly OrderEntry[]; tenantId: number }) {
  const [t, kinds, { day, money }] = await Promise.all([getTranslations("orders"), getTranslations("settlement.kinds"), getFormats()])
  if (entries.length === 0) return <p className="px-4 py-3 text-sm text-muted">{t("nothingSettled")}</p>
  return (
    <ul className="divide-y text-sm">
      {entries.map(({ entryId, kind, occurredOn, document, sku, statement, amount }) => (
        <li key={entryId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
          <span>{kinds(kind)}</span>
          {document.kind === "shipment" ? <Link href={`/shipments/${document.id}`} className="tabular-nums">{document.number}</Link> : <span>{document.number}</span>}
          <span className="text-muted">{day(occurredOn)}{sku && ` · ${sku}`}</span>
          <span className="ms-auto flex flex-wrap items-center gap-x-4">
            {statement ? <Link href={`/settlement/${statement.statementId}`} className="whitespace-nowrap">{statement.number}</Link> : <Link href={`/settlement/partners/${tenantId}`}>{t("nextStatement")}</Link>}
            <MoneyText>{money(amount)}</MoneyText>
          </span>
        </li>
      ))}
    </ul>
  )
}
