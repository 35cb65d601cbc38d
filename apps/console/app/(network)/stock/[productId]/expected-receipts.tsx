"use client"
import { Alert, Button, Card, Dialog, EmptyState, Field, FormRow, Input, QuantityInput, ReasonDialog, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"

type Choice = { value: string; label: string }
type Receipt = { expectedId: string; warehouseId: string; quantity: string; received: string; open: string; expectedOn: string; reference: string; version: number }
type Props = { productId: string; units: readonly { unit: string }[]; baseUnit: string; receipts: readonly Receipt[]; warehouses: Choice[]; disabledReason: string | undefined }

/** What is announced to arrive: promises by date count on it. */
export function ExpectedReceipts({ productId, units, baseUnit, receipts, warehouses, disabledReason }: Props) {
  const t = useTranslations("stock.expecting")
  const { day, number } = useFormats()
  const names = new Map(warehouses.map(({ value, label }) => [value, label]))
  return (
    <Card title={t("title")} description={t("lead")} flush actions={<Announce productId={productId} units={units} warehouses={warehouses} disabledReason={disabledReason} />}>
      {receipts.length === 0 ? <EmptyState level={3} title={t("empty")} description={t("emptyText")} /> : (
        <Table caption={t("title")} stack density="tight">
          <THead><TR><TH>{t("on")}</TH><TH>{t("warehouse")}</TH><TH>{t("reference")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("received")}</TH><TH align="end">{t("open")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {receipts.map((receipt) => (
              <TR key={receipt.expectedId}>
                <TH scope="row">{day(receipt.expectedOn)}</TH>
                <TD label={t("warehouse")}>{names.get(receipt.warehouseId) ?? "–"}</TD>
                <TD label={t("reference")}>{receipt.reference}</TD>
                <TD label={t("quantity")} align="end">{number(receipt.quantity)} <span className="text-muted">{baseUnit}</span></TD>
                <TD label={t("received")} align="end">{number(receipt.received)}</TD>
                <TD label={t("open")} align="end" className="font-medium">{number(receipt.open)}</TD>
                <TD align="end"><span className="inline-flex gap-1"><Change key={receipt.version} receipt={receipt} unit={baseUnit} disabledReason={disabledReason} /><Cancel receipt={receipt} disabledReason={disabledReason} /></span></TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}

function Announce({ productId, units, warehouses, disabledReason }: { productId: string; units: readonly { unit: string }[]; warehouses: Choice[]; disabledReason: string | undefined }) {
  const t = useTranslations("stock.expecting")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const unitWords = useTranslations("units")
  const { decimalSign } = useFormats()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ warehouseId: warehouses[0]?.value ?? "", unit: units[0]?.unit ?? "", quantity: undefined as string | undefined, expectedOn: "", reference: "" })
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.stock.expect.mutationOptions(), { done: t("announced"), onDone: () => { setOpen(false); setAsked(false) } })
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const right = { quantity: form.quantity !== undefined && Number(form.quantity) > 0, on: /^\d{4}-\d\d-\d\d$/.test(form.expectedOn), reference: form.reference.trim() !== "" }
  const run = () => {
    setAsked(true)
    if (right.quantity && right.on && right.reference) act.run({ productId, warehouseId: form.warehouseId, unit: form.unit, quantity: form.quantity ?? "", expectedOn: form.expectedOn, reference: form.reference.trim() })
  }
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{t("announce")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm">{t("announce")}</Button>} title={t("announce")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{t("announce")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("warehouse")} name="expect-warehouse"><Select value={form.warehouseId} onChange={(event) => put({ warehouseId: event.currentTarget.value })} options={warehouses} /></Field>
        <FormRow>
          <Field label={t("quantity")} name="expect-quantity" error={asked && !right.quantity ? t("quantityMissing") : undefined}><QuantityInput value={form.quantity} onValueChange={(quantity) => put({ quantity })} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} /></Field>
          <Field label={t("unit")} name="expect-unit"><Select value={form.unit} onChange={(event) => put({ unit: event.currentTarget.value })} options={units.map(({ unit }) => ({ value: unit, label: unitInWords(unitWords, unit) }))} /></Field>
        </FormRow>
        <FormRow>
          <Field label={t("on")} name="expect-on" error={asked && !right.on ? t("onMissing") : undefined}><Input type="date" value={form.expectedOn} onChange={(event) => put({ expectedOn: event.currentTarget.value })} /></Field>
          <Field label={t("reference")} name="expect-reference" error={asked && !right.reference ? common("required", { field: t("reference") }) : undefined}><Input value={form.reference} maxLength={120} onChange={(event) => put({ reference: event.currentTarget.value })} /></Field>
        </FormRow>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}

function Change({ receipt, unit, disabledReason }: { receipt: Receipt; unit: string; disabledReason: string | undefined }) {
  const t = useTranslations("stock.expecting")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { decimalSign } = useFormats()
  const [open, setOpen] = useState(false)
  const [expectedOn, setOn] = useState(receipt.expectedOn)
  const [quantity, setQuantity] = useState<string | undefined>(receipt.quantity)
  const act = useAct(trpc.stock.changeExpected.mutationOptions(), { done: t("changed"), onDone: () => setOpen(false) })
  if (disabledReason) return <Button size="sm" variant="ghost" disabledReason={disabledReason}>{common("edit")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} size="sm" trigger={<Button size="sm" variant="ghost">{common("edit")}</Button>} title={t("change", { reference: receipt.reference })} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={() => quantity !== undefined && act.run({ expectedId: receipt.expectedId, version: receipt.version, expectedOn, baseQuantity: quantity })}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("on")} name="change-on"><Input type="date" value={expectedOn} onChange={(event) => setOn(event.currentTarget.value)} /></Field>
        <Field label={t("quantity")} name="change-quantity" error={quantity === undefined ? t("quantityMissing") : undefined}><QuantityInput value={quantity} onValueChange={setQuantity} unit={unit} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}

function Cancel({ receipt, disabledReason }: { receipt: Receipt; disabledReason: string | undefined }) {
  const t = useTranslations("stock.expecting")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.stock.cancelExpected.mutationOptions(), { done: t("cancelled"), onDone: () => setOpen(false) })
  if (disabledReason) return null
  return (
    <ReasonDialog open={open} onOpenChange={setOpen} tone="danger" name="cancel-reason" maxLength={500} labels={{ reason: common("reason"), missing: common("required", { field: common("reason") }) }} trigger={<Button size="sm" variant="ghost">{t("cancel")}</Button>}
      title={t("cancelTitle", { reference: receipt.reference })} description={t("cancelText")} confirmLabel={t("cancel")} cancelLabel={common("back")} loading={act.pending} refused={act.refused} onConfirm={(reason) => act.run({ expectedId: receipt.expectedId, version: receipt.version, reason })} />
  )
}
