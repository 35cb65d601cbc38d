"use client"
import { Alert, Button, Dialog, Field, Select, Textarea } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useTRPC } from "../../../../src/ask/trpc.ts"

type Props = { order: { tenantId: number; accountId: string; orderId: string }; lineId: string; sku: string; from: readonly string[]; warehouses: { value: string; label: string }[]; disabledReason: string | undefined }

/** Overrides the sourcing rules for one line: all that is promised to it comes from the chosen warehouse, or nothing moves. */
export function MoveLine({ order, lineId, sku, from, warehouses, disabledReason }: Props) {
  const t = useTranslations("orders.move")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const others = warehouses.filter(({ value }) => from.length !== 1 || value !== from[0])
  const [open, setOpen] = useState(false)
  const [warehouseId, setWarehouse] = useState(others[0]?.value ?? "")
  const [reason, setReason] = useState("")
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.stock.move.mutationOptions(), { done: t("done", { sku }), onDone: () => setOpen(false) })
  const move = () => {
    setAsked(true)
    if (warehouseId && reason.trim()) act.run({ ...order, orderLineId: lineId, warehouseId, reason: reason.trim() })
  }
  const why = disabledReason ?? (others.length === 0 ? t("noOther") : undefined)
  if (why) return <Button size="sm" variant="ghost" disabledReason={why}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant="ghost">{t("open")}</Button>} title={t("title", { sku })} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={move}>{t("confirm")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("to")} name="warehouse"><Select value={warehouseId} onChange={(event) => setWarehouse(event.currentTarget.value)} options={others} /></Field>
        <Field label={common("reason")} hint={common("reasonHint")} name="reason" error={asked && !reason.trim() ? common("required", { field: common("reason") }) : undefined}>
          <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
