"use client"
import { Alert, Button, Dialog, Field, FormRow, Input, QuantityInput, Select, Textarea } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"

type Place = { productId: string; warehouseId: string; disabledReason: string | undefined }

/** Breakage, a find, a wrong booking: added or taken away with a reason. */
export function CorrectStock({ productId, warehouseId, sku, units, disabledReason }: Place & { sku: string; units: readonly { unit: string }[] }) {
  const t = useTranslations("stock.correct")
  const common = useTranslations("common")
  const unitWords = useTranslations("units")
  const trpc = useTRPC()
  const { decimalSign } = useFormats()
  const [open, setOpen] = useState(false)
  const [direction, setDirection] = useState<"less" | "more">("less")
  const [quantity, setQuantity] = useState<string | undefined>()
  const [unit, setUnit] = useState(units[0]?.unit ?? "")
  const [reason, setReason] = useState("")
  const [reference, setReference] = useState("")
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.stock.correct.mutationOptions(), { done: t("done", { sku }), onDone: () => { setOpen(false); setQuantity(undefined); setReason(""); setAsked(false) } })
  const right = quantity !== undefined && Number(quantity) > 0
  const run = () => {
    setAsked(true)
    if (right && reason.trim()) act.run({ warehouseId, line: { productId, unit, quantity: direction === "less" ? `-${quantity}` : quantity }, reason: reason.trim(), reference: reference.trim() || `console ${crypto.randomUUID().slice(0, 8)}` })
  }
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm">{t("open")}</Button>} title={t("title", { sku })} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{t("confirm")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>
          <Field label={t("direction")} name="direction"><Select value={direction} onChange={(event) => setDirection(event.currentTarget.value as "less")} options={[{ value: "less", label: t("less") }, { value: "more", label: t("more") }]} /></Field>
          <Field label={t("quantity")} name="quantity" error={asked && !right ? t("quantityMissing") : undefined}><QuantityInput value={quantity} onValueChange={setQuantity} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} /></Field>
          <Field label={t("unit")} name="unit"><Select value={unit} onChange={(event) => setUnit(event.currentTarget.value)} options={units.map((each) => ({ value: each.unit, label: unitInWords(unitWords, each.unit) }))} /></Field>
        </FormRow>
        <Field label={common("reason")} name="reason" hint={common("reasonHint")} error={asked && !reason.trim() ? common("required", { field: common("reason") }) : undefined}><Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        <Field label={t("reference")} name="reference" optionalLabel={common("optional")}><Input value={reference} maxLength={120} onChange={(event) => setReference(event.currentTarget.value)} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}

/** When what is unreserved falls to this, the product is listed as low. */
export function ReorderPoint({ productId, warehouseId, value, unit, disabledReason }: Place & { value: string; unit: string }) {
  const t = useTranslations("stock.reorder")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { decimalSign } = useFormats()
  const [open, setOpen] = useState(false)
  const [quantity, setQuantity] = useState<string | undefined>(value)
  const act = useAct(trpc.stock.setReorderPoint.mutationOptions(), { done: t("done"), onDone: () => setOpen(false) })
  if (disabledReason) return <Button size="sm" variant="ghost" disabledReason={disabledReason}>{common("edit")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} size="sm" trigger={<Button size="sm" variant="ghost">{common("edit")}</Button>} title={t("title")} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} disabledReason={quantity === undefined ? t("missing") : undefined} onClick={() => quantity !== undefined && act.run({ productId, warehouseId, baseQuantity: quantity })}>{common("save")}</Button></>}>
      <Field label={t("quantity")} name="reorder"><QuantityInput value={quantity} onValueChange={setQuantity} unit={unit} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} /></Field>
      {act.refused && <Alert tone="danger" live className="mt-3">{act.refused}</Alert>}
    </Dialog>
  )
}
