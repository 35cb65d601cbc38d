"use client"
import { CodeText, IconButton, QuantityInput, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "../../../../src/format/client.ts"
import type { PickedProduct } from "../../../../src/products/product-picker.tsx"

export type BasketLine = PickedProduct & { key: string; units: readonly string[]; unit: string; quantity: string | undefined }

export function Basket({ lines, onChange }: { lines: readonly BasketLine[]; onChange: (lines: readonly BasketLine[]) => void }) {
  const t = useTranslations("prices")
  const common = useTranslations("common")
  const unitWords = useTranslations("units")
  const { decimalSign } = useFormats()
  if (lines.length === 0) return null
  const put = (key: string, change: Partial<BasketLine>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)))
  return (
    <Table caption={t("basket")} stack>
      <THead><TR><TH>{t("product")}</TH><TH>{t("quantity")}</TH><TH>{t("per")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
      <TBody>
        {lines.map((line) => (
          <TR key={line.key}>
            <TH scope="row"><CodeText className="font-medium">{line.sku}</CodeText> <span className="text-muted">{line.name}</span></TH>
            <TD label={t("quantity")}><QuantityInput aria-label={t("quantityOf", { sku: line.sku })} value={line.quantity} onValueChange={(quantity) => put(line.key, { quantity })} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} /></TD>
            <TD label={t("per")}><Select aria-label={t("unitOf", { sku: line.sku })} value={line.unit} onChange={(event) => put(line.key, { unit: event.currentTarget.value })} options={line.units.map((unit) => ({ value: unit, label: unitInWords(unitWords, unit) }))} className="w-28" /></TD>
            <TD align="end"><IconButton label={t("removeEntry", { sku: line.sku })} icon={<Trash2 aria-hidden />} onClick={() => onChange(lines.filter(({ key }) => key !== line.key))} /></TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
