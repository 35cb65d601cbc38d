import { Fragment, type ReactNode } from "react"
import { CodeText, Table, TBody, TD, TFoot, TH, THead, TR } from "@entrepot/ui"
import type { CreditNoteView } from "@entrepot/domain/billing/contract"
import { unitInWords } from "@entrepot/kernel"
import type { Formats } from "../format.ts"
import { taxInWords } from "../taxes/tax-words.ts"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }

/** What is taken back, line by line, and how the total comes about. */
export function CreditNoteLines({ note, t, units, taxes, formats }: { note: CreditNoteView; t: Words; units: Words; taxes: Words; formats: Formats }) {
  return (
    <Table caption={t("lines")} stack>
      <THead><TR><TH>{t("product")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("unitPrice")}</TH><TH align="end">{t("taxRate")}</TH><TH align="end">{t("net")}</TH></TR></THead>
      <TBody>
        {note.lines.map((line) => {
          const goods = Number(line.quantity) > 0
          return (
            <TR key={line.lineId}>
              <TH scope="row" className="font-normal"><span className="font-medium">{line.name}</span>{line.sku && <span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText></span>}</TH>
              <TD align="end" label={t("quantity")}>{goods ? <>{formats.number(line.quantity)} <span className="text-muted">{unitInWords(units, line.unit, line.quantity)}</span></> : <span className="text-muted">{t("moneyOnly")}</span>}</TD>
              <TD align="end" label={t("unitPrice")}>{goods ? formats.unitPrice(line.unitPrice, line.net.currency) : "–"}</TD>
              <TD align="end" label={t("taxRate")}>{formats.percent(line.taxPercent)}</TD>
              <TD align="end" label={t("net")}>{formats.money(line.net)}</TD>
            </TR>
          )
        })}
      </TBody>
      <TFoot>
        <Sum label={t("netTotal")} value={formats.money(note.net)} />
        {note.taxes.map((tax) => (
          <Fragment key={`${tax.jurisdiction}-${tax.taxCategory}-${tax.percent}`}>
            <Sum label={<Tax {...taxInWords(taxes, formats, { ...tax, terms: note.deliveryTerms })} />} value={formats.money(tax.tax)} />
            {tax.parts.map((part) => <Sum key={`${part.level}-${part.locality}-${part.percent}`} label={t("taxPart", { percent: formats.percent(part.percent), where: part.label })} value={formats.money(part.tax)} />)}
          </Fragment>
        ))}
        <Sum label={t("total")} value={formats.money(note.total)} strong />
      </TFoot>
    </Table>
  )
}

/** What a tax is called, and why it is so. */
function Tax({ label, why }: ReturnType<typeof taxInWords>) {
  return <>{label}{why && <span className="block text-sm text-muted">{why}</span>}</>
}

function Sum({ label, value, strong = false }: { label: ReactNode; value: string; strong?: boolean }) {
  const look = strong ? "font-semibold" : "font-normal"
  return <TR><TD className="max-sm:hidden" /><TD className="max-sm:hidden" /><TH scope="row" colSpan={2} align="end" className={look}>{label}</TH><TD align="end" className={look}>{value}</TD></TR>
}
