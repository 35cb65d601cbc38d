import { Fragment, type ReactNode } from "react"
import { CodeText, Link, Table, TBody, TD, TFoot, TH, THead, TR } from "@entrepot/ui"
import type { InvoiceView } from "@entrepot/domain/billing/contract"
import { unitInWords } from "@entrepot/kernel"
import type { Formats } from "../format.ts"
import { taxInWords, type ChargedTax } from "../taxes/tax-words.ts"
import { isNothing } from "./amount.ts"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }
type Props = { invoice: InvoiceView; t: Words; units: Words; taxes: Words; formats: Formats }

/** What is charged, line by line, and how the total comes about. */
export function InvoiceLines({ invoice, t, units, taxes, formats }: Props) {
  return (
    <Table caption={t("lines")} stack>
      <THead><TR><TH>{t("product")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("unitPrice")}</TH><TH align="end">{t("taxRate")}</TH><TH align="end">{t("net")}</TH></TR></THead>
      <TBody>
        {invoice.lines.map((line) => (
          <TR key={line.lineId}>
            <TH scope="row" className="font-normal">
              {line.productId ? <Link tone="quiet" href={`/products/${line.productId}`} className="font-medium">{line.name}</Link> : <span className="font-medium">{line.name}</span>}
              <span className="block text-sm text-muted">{line.sku && <CodeText>{line.sku}</CodeText>}{line.period && ` · ${formats.day(line.period.from)} – ${formats.day(line.period.to)}`}</span>
            </TH>
            <TD align="end" label={t("quantity")}>{formats.number(line.quantity)} <span className="text-muted">{unitInWords(units, line.unit, line.quantity)}</span></TD>
            <TD align="end" label={t("unitPrice")}>{formats.unitPrice(line.unitPrice, line.net.currency)}</TD>
            <TD align="end" label={t("taxRate")}>{formats.percent(line.taxPercent)}</TD>
            <TD align="end" label={t("net")}>{formats.money(line.net)}</TD>
          </TR>
        ))}
      </TBody>
      <TFoot>
        <Sum label={t("netTotal")} value={formats.money(invoice.net)} />
        {invoice.taxes.map((tax) => (
          <Fragment key={`${tax.jurisdiction}-${tax.taxCategory}-${tax.percent}`}>
            <Tax tax={{ ...tax, terms: invoice.deliveryTerms }} taxes={taxes} formats={formats} />
            {tax.parts.map((part) => <Sum key={`${part.level}-${part.locality}-${part.percent}`} label={t("taxPart", { percent: formats.percent(part.percent), where: part.label })} value={formats.money(part.tax)} />)}
          </Fragment>
        ))}
        <Sum label={t("total")} value={formats.money(invoice.total)} strong />
        {taken(invoice).map(([key, amount]) => <Sum key={key} label={t(`less.${key}`)} value={`−${formats.money(amount)}`} />)}
        <Sum label={t("open")} value={formats.money(invoice.open)} strong />
      </TFoot>
    </Table>
  )
}

function Tax({ tax, taxes, formats }: { tax: ChargedTax & { readonly tax: InvoiceView["tax"] }; taxes: Words; formats: Formats }) {
  const { label, why } = taxInWords(taxes, formats, tax)
  return <Sum label={<>{label}{why && <span className="block text-sm text-muted">{why}</span>}</>} value={formats.money(tax.tax)} />
}

function taken({ paid, credited, discounted, writtenOff }: InvoiceView) {
  return ([["paid", paid], ["credited", credited], ["discounted", discounted], ["writtenOff", writtenOff]] as const).filter(([, amount]) => !isNothing(amount))
}

function Sum({ label, value, strong = false }: { label: ReactNode; value: string; strong?: boolean }) {
  const look = strong ? "font-semibold" : "font-normal"
  return <TR><TD className="max-sm:hidden" /><TD className="max-sm:hidden" /><TH scope="row" colSpan={2} align="end" className={look}>{label}</TH><TD align="end" className={look}>{value}</TD></TR>
}
