import { Fragment, type ReactNode } from "react"
import { Badge, CodeText, Link, Table, TBody, TD, TFoot, TH, THead, TR } from "@entrepot/ui"
import type { OrderView } from "@entrepot/domain/ordering"
import { unitInWords } from "@entrepot/kernel"
import type { Formats } from "../format.ts"
import { taxInWords } from "../taxes/tax-words.ts"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }
type Props = { order: OrderView; t: Words; units: Words; taxes: Words; formats: Formats }

/** What was agreed and where each line stands: ordered = shipped + reserved + waiting. */
export function OrderLines({ order, t, units, taxes, formats }: Props) {
  const amount = (label: ReactNode, value: string, strong = false) => (
    <TR><TD className="max-sm:hidden" /><TD className="max-sm:hidden" /><TD className="max-sm:hidden" /><TH scope="row" align="end" className={strong ? "font-semibold" : "font-normal"}>{label}</TH><TD align="end" className={strong ? "font-semibold" : ""}>{value}</TD></TR>
  )
  return (
    <Table caption={t("lines")} stack>
      <THead><TR><TH>{t("product")}</TH><TH align="end">{t("quantity")}</TH><TH>{t("progress")}</TH><TH align="end">{t("unitPrice")}</TH><TH align="end">{t("net")}</TH></TR></THead>
      <TBody>
        {order.lines.map((line) => (
          <TR key={line.lineId}>
            <TH scope="row" className="font-normal">
              <Link tone="quiet" href={`/products/${line.productId}`} className="font-medium">{line.name}</Link>
              <span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText>{line.shipTo && line.shipTo.addressId !== order.shipTo?.addressId && ` · ${line.shipTo.label}`}</span>
            </TH>
            <TD align="end" label={t("quantity")}>{formats.number(line.cancelledAt ? "0" : line.ordered)} <span className="text-muted">{unitInWords(units, line.unit, line.cancelledAt ? "0" : line.ordered)}</span></TD>
            <TD label={t("progress")}><span className="flex flex-wrap gap-1">{progress(line, t, formats).map(([key, text, tone]) => <Badge key={key} tone={tone}>{text}</Badge>)}</span>{line.promiseOn && Number(line.open) > 0 && <span className="block text-sm text-muted">{t("promise", { day: formats.day(line.promiseOn) })}</span>}</TD>
            <TD align="end" label={t("unitPrice")}>{line.unitPrice ? formats.unitPrice(line.unitPrice, line.net.currency) : "–"}{line.priceSource && <span className="block text-sm text-muted">{line.priceSource.kind === "base" ? t("listPrice") : line.priceSource.name}</span>}</TD>
            <TD align="end" label={t("net")}>{formats.money(line.net)}{line.marginPercent !== null && <span className="block text-sm text-muted">{t("marginOf", { percent: formats.percent(line.marginPercent) })}</span>}</TD>
          </TR>
        ))}
      </TBody>
      <TFoot>
        {amount(t("net"), formats.money(order.net))}
        {order.taxes.map((tax) => {
          const { label, why } = taxInWords(taxes, formats, tax)
          return (
            <Fragment key={`${tax.jurisdiction}-${tax.percent}-${tax.treatment}`}>
              {amount(<>{label}{why && <span className="block text-sm text-muted">{why}</span>}</>, formats.money(tax.tax))}
              {tax.parts.map((part) => <Fragment key={`${part.level}-${part.locality}-${part.percent}`}>{amount(taxes("part", { percent: formats.percent(part.percent), where: part.label }), formats.money(part.tax))}</Fragment>)}
            </Fragment>
          )
        })}
        {order.taxes.length > 1 && amount(t("tax"), formats.money(order.tax))}
        {amount(t("gross"), formats.money(order.total), true)}
      </TFoot>
    </Table>
  )
}

function progress(line: OrderView["lines"][number], t: Words, { number }: Formats): [string, string, "success" | "info" | "warning" | "neutral"][] {
  if (line.cancelledAt) return [["cancelled", t("line.cancelled"), "neutral"]]
  const parts = [["shipped", line.shipped, "success"], ["reserved", line.reserved, line.picked ? "success" : "info"], ["waiting", line.waiting, "warning"]] as const
  return parts.filter(([, value]) => Number(value) > 0).map(([key, value, tone]) => [key, t(`line.${key === "reserved" && line.picked ? "picked" : key}`, { quantity: number(value) }), tone])
}
