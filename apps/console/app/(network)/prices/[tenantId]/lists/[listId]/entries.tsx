"use client"
import { Alert, Button, CodeText, EmptyState, Field, FormRow, IconButton, Input, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Trash2 } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC, useTRPCClient } from "../../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../../../src/format/client.ts"
import { nameOf } from "../../../../../../src/products/name-of.ts"
import { ProductPicker, type PickedProduct } from "../../../../../../src/products/product-picker.tsx"

type Row = { productId: string; sku: string; names: Readonly<Record<string, string>>; unit: string; minQuantity: string; unitPrice: string }
type Props = { tenantId: number; listId: string; currency: string; rows: readonly Row[]; draft: boolean }

export function Entries({ tenantId, listId, currency, rows, draft }: Props) {
  const t = useTranslations("prices")
  const locale = useLocale()
  const unitWords = useTranslations("units")
  const trpc = useTRPC()
  const { unitPrice, number } = useFormats()
  const act = useAct(trpc.prices.saveEntries.mutationOptions())
  return (
    <>
      {draft && <AddEntry tenantId={tenantId} listId={listId} currency={currency} />}
      {act.refused && <Alert tone="danger" live className="m-3">{act.refused}</Alert>}
      {rows.length === 0 ? <EmptyState level={3} title={t("noEntries")} description={t("noEntriesText")} /> : (
        <Table caption={t("entries")} stack density="tight">
          <THead><TR><TH>{t("product")}</TH><TH>{t("per")}</TH><TH align="end">{t("fromQuantity")}</TH><TH align="end">{t("price")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {rows.map((row) => (
              <TR key={`${row.productId} ${row.unit} ${row.minQuantity}`}>
                <TH scope="row"><CodeText className="font-medium">{row.sku}</CodeText> <span className="text-muted">{nameOf(row.names, locale)}</span></TH>
                <TD label={t("per")}>{unitInWords(unitWords, row.unit)}</TD>
                <TD label={t("fromQuantity")} align="end">{number(row.minQuantity)}</TD>
                <TD label={t("price")} align="end" className="font-medium">{unitPrice(row.unitPrice, currency)}</TD>
                <TD align="end">{draft && <IconButton size="sm" label={t("removeEntry", { sku: row.sku })} icon={<Trash2 aria-hidden />} onClick={() => act.run({ tenantId, entries: { listId, remove: [{ productId: row.productId, unit: row.unit, minQuantity: row.minQuantity }] } })} />}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </>
  )
}

/** Row after row from the keyboard: product, unit, quantity, price, Enter. */
function AddEntry({ tenantId, listId, currency }: { tenantId: number; listId: string; currency: string }) {
  const t = useTranslations("prices")
  const unitWords = useTranslations("units")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const [product, setProduct] = useState<PickedProduct>()
  const [units, setUnits] = useState<readonly string[]>([])
  const [form, setForm] = useState({ unit: "", minQuantity: "1", unitPrice: "" })
  const [round, setRound] = useState(0)
  const act = useAct(trpc.prices.saveEntries.mutationOptions(), { onDone: () => { setProduct(undefined); setForm({ unit: "", minQuantity: "1", unitPrice: "" }); setRound((count) => count + 1) } })
  const pick = async (picked: PickedProduct) => {
    setProduct(picked)
    const { units: known } = await client.catalog.product.query({ productId: picked.productId })
    setUnits(known.map(({ unit }) => unit))
    setForm((now) => ({ ...now, unit: picked.baseUnit }))
  }
  const plain = (text: string) => text.trim().replace(",", ".")
  const right = product && form.unit && /^\d{1,12}(\.\d{1,6})?$/.test(plain(form.unitPrice)) && /^\d{1,12}(\.\d{1,6})?$/.test(plain(form.minQuantity))
  return (
    <form className="border-b p-3" onSubmit={(event) => { event.preventDefault(); if (right) act.run({ tenantId, entries: { listId, set: [{ productId: product.productId, unit: form.unit, minQuantity: plain(form.minQuantity), unitPrice: plain(form.unitPrice) }] } }) }}>
      <FormRow className="items-end">
        <Field label={t("product")} className="sm:min-w-72"><ProductPicker key={round} value={product} onPick={(picked) => void pick(picked)} /></Field>
        <Field label={t("per")}><Select value={form.unit} onChange={(event) => setForm({ ...form, unit: event.currentTarget.value })} options={units.map((unit) => ({ value: unit, label: unitInWords(unitWords, unit) }))} /></Field>
        <Field label={t("fromQuantity")}><Input inputMode="decimal" align="end" value={form.minQuantity} onChange={(event) => setForm({ ...form, minQuantity: event.currentTarget.value })} /></Field>
        <Field label={t("price")}><Input inputMode="decimal" align="end" suffix={currency} value={form.unitPrice} onChange={(event) => setForm({ ...form, unitPrice: event.currentTarget.value })} /></Field>
        <Button type="submit" loading={act.pending} disabledReason={right ? undefined : t("entryIncomplete")}>{t("addEntry")}</Button>
      </FormRow>
      {act.refused && <Alert tone="danger" live className="mt-3">{act.refused}</Alert>}
    </form>
  )
}
