import { CodeText, Link, MoneyText, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { unitInWords } from "@entrepot/kernel"
import { getFormats } from "../../../../src/format/server.ts"
import { MoveLine } from "./move-line.tsx"

export type Line = {
  lineId: string; productId: string; sku: string; name: string; unit: string; ordered: string; shipped: string; open: string; reserved: string; waiting: string; picked: boolean; cancelledAt: string | null
  shipTo: string; requestedOn: string | null; promiseOn: string | null; promiseReason: string | null; supplyPrice: string | null; supply: { amount: string; currency: string }
  allocations: readonly { warehouseId: string; warehouse: string; quantity: string }[]
}
type Props = { order: { tenantId: number; accountId: string; orderId: string }; currency: string; lines: readonly Line[]; warehouses: { value: string; label: string }[]; noMove: string | undefined }

/** Each line with what is shipped, promised and waited for, and from which warehouse. */
export async function OrderLines({ order, currency, lines, warehouses, noMove }: Props) {
  const [t, tell, units, { number, day, money, unitPrice }] = await Promise.all([getTranslations("orders"), getTranslations("refusals.ordering.promise"), getTranslations("units"), getFormats()])
  const why = (line: Line) => (line.picked ? t("move.picked") : line.allocations.length === 0 ? t("move.nothing") : noMove)
  return (
    <Table caption={t("lines")} stack>
      <THead><TR><TH>{t("line.product")}</TH><TH align="end">{t("line.ordered")}</TH><TH align="end">{t("line.shipped")}</TH><TH>{t("line.promised")}</TH><TH>{t("line.date")}</TH><TH align="end">{t("line.price")}</TH><TH align="end">{t("value")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
      <TBody>
        {lines.map((line) => (
          <TR key={line.lineId} className={line.cancelledAt ? "text-muted line-through decoration-border-strong" : ""}>
            <TH scope="row" className="min-w-52"><Link tone="quiet" href={`/stock/${line.productId}`} className="font-medium"><CodeText>{line.sku}</CodeText></Link><span className="block text-muted">{line.name}</span><span className="block text-xs text-muted">{line.shipTo}</span></TH>
            <TD label={t("line.ordered")} align="end">{number(line.ordered)} <span className="text-muted">{unitInWords(units, line.unit, line.ordered)}</span></TD>
            <TD label={t("line.shipped")} align="end">{number(line.shipped)}</TD>
            <TD label={t("line.promised")}>
              {line.cancelledAt ? <StatusBadge tone="neutral">{t("line.cancelled")}</StatusBadge> : (
                <span className="grid gap-0.5">
                  {line.allocations.map((part) => <span key={part.warehouseId} className="whitespace-nowrap">{number(part.quantity)} {t("line.at", { warehouse: part.warehouse })}{line.picked && <span className="text-info"> · {t("line.picked")}</span>}</span>)}
                  {line.waiting !== "0" && <span className="whitespace-nowrap text-warning">{t("line.waiting", { quantity: number(line.waiting) })}</span>}
                  {line.allocations.length === 0 && line.waiting === "0" && "–"}
                </span>
              )}
            </TD>
            <TD label={t("line.date")} muted className="whitespace-nowrap">{line.promiseOn ? day(line.promiseOn) : "–"}{line.promiseReason && tell.has(line.promiseReason as never) && <span className="block text-xs">{tell(line.promiseReason as never)}</span>}</TD>
            <TD label={t("line.price")} align="end" muted>{line.supplyPrice ? unitPrice(line.supplyPrice, currency) : "–"}</TD>
            <TD label={t("value")} align="end"><MoneyText>{money(line.supply as never)}</MoneyText></TD>
            <TD align="end">{!line.cancelledAt && line.open !== "0" && <MoveLine order={order} lineId={line.lineId} sku={line.sku} from={line.allocations.map(({ warehouseId }) => warehouseId)} warehouses={warehouses} disabledReason={why(line)} />}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
