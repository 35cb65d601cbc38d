"use client"
import { Alert, Button, Card, CodeText, ErrorSummary, Field, Form, FormActions, FormRow, IconButton, Input, QuantityInput, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Trash2 } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState, type FormEvent } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC, useTRPCClient } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { ProductPicker, type PickedProduct } from "../../../../src/products/product-picker.tsx"

export type BookLine = PickedProduct & { key: string; units: readonly string[]; unit: string; quantity: string | undefined; expectedId: string; expected: readonly { value: string; label: string; warehouseId: string }[] }
type Props = { kind: "receive" | "count"; warehouses: { value: string; label: string }[]; warehouseId: string; first: BookLine[] }

/** Goods that came, or what lies there: line after line from the keyboard, booked together or not at all. */
export function BookForm({ kind, warehouses, warehouseId: start, first }: Props) {
  const t = useTranslations("stock")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const router = useRouter()
  const unitWords = useTranslations("units")
  const { decimalSign } = useFormats()
  const [warehouseId, setWarehouse] = useState(start)
  const [reference, setReference] = useState("")
  const [note, setNote] = useState("")
  const [lines, setLines] = useState<readonly BookLine[]>(first)
  const [attempt, setAttempt] = useState(0)
  const addProduct = useLineOf()
  const booked = { refresh: false, done: ({ replayed, lines: rows }: { replayed: boolean; lines: readonly unknown[] }) => (replayed ? t("replayed") : t(`${kind}.done`, { count: rows.length })), onDone: () => router.push(lines.length === 1 ? `/stock/${lines[0]?.productId}?warehouse=${warehouseId}` : "/stock") }
  const act = useAct(kind === "receive" ? trpc.stock.receive.mutationOptions() : (trpc.stock.count.mutationOptions() as never), booked)
  const least = kind === "receive" ? 0 : -1
  const wrong = [...(reference.trim() ? [] : [{ name: "reference", message: common("required", { field: t(`${kind}.reference`) }) }]), ...(lines.length === 0 ? [{ name: "add-product", message: t("noLines") }] : []),
    ...lines.filter((line) => line.quantity === undefined || Number(line.quantity) <= least).map((line) => ({ name: `quantity-${line.key}`, message: t("lineWrong", { sku: line.sku }) }))]
  const put = (key: string, change: Partial<BookLine>) => setLines((now) => now.map((line) => (line.key === key ? { ...line, ...change } : line)))
  const pick = async (product: PickedProduct) => { const line = await addProduct(product); setLines((now) => [...now, line]) }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setAttempt((count) => count + 1)
    if (wrong.length > 0) return
    const rows = lines.map(({ productId, unit, quantity, expectedId }) => ({ productId, unit, quantity: quantity ?? "0", ...(kind === "receive" && expectedId && { expectedId }) }))
    act.run({ warehouseId, reference: reference.trim(), ...(note.trim() && { note: note.trim() }), lines: rows } as never)
  }
  return (
    <Form onSubmit={send}>
      <ErrorSummary title={common("problem")} attempt={attempt} errors={attempt > 0 ? wrong : []} />
      <Card>
        <FormRow className="max-w-3xl items-end">
          <Field label={t("warehouse")} name="warehouse"><Select value={warehouseId} onChange={(event) => setWarehouse(event.currentTarget.value)} options={warehouses} /></Field>
          <Field label={t(`${kind}.reference`)} name="reference" hint={t(`${kind}.referenceHint`)} error={attempt > 0 && !reference.trim() ? common("required", { field: t(`${kind}.reference`) }) : undefined}><Input value={reference} maxLength={120} onChange={(event) => setReference(event.currentTarget.value)} /></Field>
          <Field label={t("note")} name="note" optionalLabel={common("optional")}><Input value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} /></Field>
        </FormRow>
      </Card>
      <Card title={t("lines")} description={t(`${kind}.lead`)} flush>
        {lines.length > 0 && (
          <Table caption={t("lines")} stack>
            <THead><TR><TH>{t("product")}</TH><TH>{t("quantity")}</TH><TH>{t("unit")}</TH>{kind === "receive" && <TH>{t("announcedAs")}</TH>}<TH><span className="sr-only">{common("actions")}</span></TH></TR></THead>
            <TBody>
              {lines.map((line) => (
                <TR key={line.key}>
                  <TH scope="row"><CodeText className="font-medium">{line.sku}</CodeText> <span className="text-muted">{line.name}</span></TH>
                  <TD label={t("quantity")}><QuantityInput id={`field-quantity-${line.key}`} aria-label={t("quantityOf", { sku: line.sku })} value={line.quantity} onValueChange={(quantity) => put(line.key, { quantity })} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} /></TD>
                  <TD label={t("unit")}><Select aria-label={t("unitOf", { sku: line.sku })} value={line.unit} onChange={(event) => put(line.key, { unit: event.currentTarget.value })} options={line.units.map((unit) => ({ value: unit, label: unitInWords(unitWords, unit) }))} className="w-28" /></TD>
                  {kind === "receive" && <TD label={t("announcedAs")}><Select aria-label={t("announcedAs")} value={line.expectedId} placeholder={t("unannounced")} onChange={(event) => put(line.key, { expectedId: event.currentTarget.value })} options={line.expected.filter((each) => each.warehouseId === warehouseId)} className="w-48" /></TD>}
                  <TD align="end"><IconButton label={t("removeLine", { sku: line.sku })} icon={<Trash2 aria-hidden />} onClick={() => setLines((now) => now.filter(({ key }) => key !== line.key))} /></TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
        <div className="max-w-lg p-3"><Field label={t("addProduct")} name="add-product"><ProductPicker key={lines.length} onPick={(product) => void pick(product)} /></Field></div>
      </Card>
      {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={act.pending}>{t(`${kind}.confirm`)}</Button></FormActions>
    </Form>
  )
}

/** A picked product with its units and what is announced of it. */
function useLineOf(): (product: PickedProduct) => Promise<BookLine> {
  const client = useTRPCClient()
  const { day, number } = useFormats()
  return async (product) => {
    const [{ units }, { receipts }] = await Promise.all([client.catalog.product.query({ productId: product.productId }), client.stock.expected.query({ productId: product.productId, limit: 50 })])
    return {
      ...product, key: crypto.randomUUID(), units: units.map(({ unit }) => unit), unit: product.baseUnit, quantity: undefined, expectedId: "",
      expected: receipts.map((receipt) => ({ value: receipt.expectedId, label: `${receipt.reference} · ${day(receipt.expectedOn)} · ${number(receipt.open)}`, warehouseId: receipt.warehouseId })),
    }
  }
}
