"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Checkbox, CodeText, Dialog, Field, Form, FormActions, Input, QuantityInput, RadioGroup, Select } from "@entrepot/ui"
import type { OrderView } from "@entrepot/domain/ordering"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useReasons } from "./order-actions.tsx"

/** Quantities, lines, address, date and PO number, until the order is picked; everything is judged anew. */
export function ChangeOrder({ order }: { order: OrderView }) {
  const t = useTranslations("orders")
  const units = useTranslations("units")
  const formats = useFormats()
  const why = useReasons()
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState<Record<string, string>>({})
  const [dropped, setDropped] = useState<readonly string[]>([])
  const change = useCommand(useTRPC().orders.change.mutationOptions(), { done: t("changed") })
  const lines = order.lines.filter(({ cancelledAt }) => !cancelledAt)
  const send = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "")
    const changed = lines.filter(({ lineId, quantity }) => !dropped.includes(lineId) && wanted[lineId] !== undefined && wanted[lineId] !== quantity)
    const done = await change.run({
      orderId: order.orderId, expectedVersion: order.version, priceMode: text("priceMode") === "reprice" ? "reprice" : "keep", poNumber: text("poNumber"), requestedOn: text("requestedOn") || null,
      ...(text("shipToId") && text("shipToId") !== order.shipTo?.addressId ? { shipToId: text("shipToId") } : {}),
      lines: changed.map(({ lineId }) => ({ lineId, quantity: wanted[lineId] as string })), remove: [...dropped],
    })
    if (done) setOpen(false)
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" title={t("changeTitle", { number: order.number })} description={t("changeText")} labels={{ close: t("close") }} trigger={<Button disabledReason={why(order.actions.change)}>{t("change")}</Button>}>
      <Form onSubmit={(event) => { event.preventDefault(); void send(new FormData(event.currentTarget)) }}>
        <ul className="grid gap-3">
          {lines.map((line) => (
            <li key={line.lineId} className="flex flex-wrap items-center gap-3">
              <span className="min-w-40 grow"><CodeText>{line.sku}</CodeText><span className="block text-sm text-muted">{line.name}</span></span>
              <QuantityInput aria-label={t("quantityOf", { sku: line.sku })} disabled={dropped.includes(line.lineId) || line.picked} value={wanted[line.lineId] ?? line.quantity} unit={unitInWords(units, line.unit, wanted[line.lineId] ?? line.quantity)} decimalSign={formats.locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }}
                onValueChange={(value) => value !== undefined && setWanted((before) => ({ ...before, [line.lineId]: value }))} />
              <Checkbox label={t("dropLine")} disabled={line.picked} checked={dropped.includes(line.lineId)} onChange={(event) => setDropped(event.currentTarget.checked ? [...dropped, line.lineId] : dropped.filter((each) => each !== line.lineId))} />
            </li>
          ))}
        </ul>
        <Field label={t("shipTo")}><Select name="shipToId" defaultValue={order.shipTo?.addressId ?? ""} options={order.shipTos.map(({ addressId, label, city }) => ({ value: addressId, label: `${label}, ${city}` }))} /></Field>
        <Field label={t("po")}><Input name="poNumber" defaultValue={order.poNumber} maxLength={60} /></Field>
        <Field label={t("requestedOn")} optionalLabel={t("optional")}><Input type="date" name="requestedOn" defaultValue={order.requestedOn ?? ""} /></Field>
        <RadioGroup name="priceMode" defaultValue="keep" options={(["keep", "reprice"] as const).map((value) => ({ value, label: t(`priceMode.${value}`) }))} />
        {change.refused && <Alert tone="danger" live>{change.refused}</Alert>}
        <FormActions><Button type="submit" variant="primary" loading={change.pending}>{t("saveChange")}</Button></FormActions>
      </Form>
    </Dialog>
  )
}
