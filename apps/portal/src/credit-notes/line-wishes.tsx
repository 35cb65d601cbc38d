"use client"
import { useTranslations } from "next-intl"
import { CodeText, Field, Input, MoneyText, QuantityInput, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { CreditNotePreview, InvoiceLineView } from "@entrepot/domain/billing/contract"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { hasGoods, isCreditable, isTouched, type Draft, type Fault, type Wish } from "./draft.ts"

type Props = {
  lines: readonly InvoiceLineView[]; draft: Draft; faults: Readonly<Record<string, Fault>>; preview: CreditNotePreview | undefined; stale: boolean
  onWish: (lineId: string, wish: Wish) => void
}

/** Of each line so many back, or so much of its price. */
export function LineWishes({ lines, draft, faults, preview, stale, onWish }: Props) {
  const t = useTranslations("creditNotes")
  const units = useTranslations("units")
  const { money, number } = useFormats()
  return (
    <Table caption={t("lines")} stack>
      <THead><TR><TH>{t("product")}</TH><TH align="end">{t("creditable")}</TH><TH>{t("credit")}</TH><TH align="end">{t("net")}</TH></TR></THead>
      <TBody>
        {lines.map((line) => {
          const given = preview?.lines.find(({ lineId }) => lineId === line.lineId)
          return (
            <TR key={line.lineId}>
              <TH scope="row" className="font-normal"><span className="font-medium">{line.name}</span>{line.sku && <span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText></span>}</TH>
              <TD align="end" label={t("creditable")}>
                {isCreditable(line) ? <>{number(line.creditable.quantity)} <span className="text-muted">{unitInWords(units, line.unit, line.creditable.quantity)}</span><span className="block text-muted">{money(line.creditable.net)}</span></> : <span className="text-muted">{t("nothingLeft")}</span>}
                {isTouched(line) && <span className="block text-xs text-muted">{t("ofInvoiced", { quantity: number(line.quantity), net: money(line.net) })}</span>}
              </TD>
              <TD label={t("credit")}>{isCreditable(line) ? <WishField line={line} wish={draft[line.lineId]} fault={faults[line.lineId]} onWish={(wish) => onWish(line.lineId, wish)} /> : "–"}</TD>
              <TD align="end" label={t("net")} muted={stale}>{given ? <MoneyText>{money(given.net)}</MoneyText> : "–"}</TD>
            </TR>
          )
        })}
      </TBody>
    </Table>
  )
}

function WishField({ line, wish, fault, onWish }: { line: InvoiceLineView; wish: Wish | undefined; fault: Fault | undefined; onWish: (wish: Wish) => void }) {
  const t = useTranslations("creditNotes")
  const units = useTranslations("units")
  const { locale, money, number } = useFormats()
  const { by, text } = wish ?? { by: hasGoods(line) ? "quantity" as const : "amount" as const, text: "" }
  const named = line.sku || line.name
  const error = fault && (fault === "wrong" ? t("fault.wrong") : by === "quantity" ? t("fault.quantity", { most: number(line.creditable.quantity) }) : t("fault.amount", { most: money(line.creditable.net) }))
  return (
    <div className="flex items-end gap-2 max-sm:flex-wrap max-sm:justify-end">
      <Select aria-label={t("byOf", { sku: named })} className="w-auto" value={by} onChange={({ currentTarget: { value } }) => onWish({ by: value === "amount" ? "amount" : "quantity", text: "" })} options={[{ value: "quantity", label: t("byQuantity"), disabled: !hasGoods(line) }, { value: "amount", label: t("byAmount") }]} />
      <Field hideLabel label={t(by === "quantity" ? "quantityOf" : "amountOf", { sku: named })} error={error}>
        {by === "quantity"
          ? <QuantityInput key="quantity" defaultValue={text.replace(",", ".")} max={line.creditable.quantity} unit={unitInWords(units, line.unit, line.creditable.quantity)} decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(_value, typed) => onWish({ by, text: typed })} />
          : <Input key="amount" className="w-36 coarse:w-48" align="end" inputMode="decimal" autoComplete="off" suffix={line.net.currency} value={text} onChange={(event) => onWish({ by, text: event.currentTarget.value })} />}
      </Field>
    </div>
  )
}
