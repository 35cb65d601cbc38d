"use client"
import { Check, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Card, Field, Input, Kbd, QuantityInput, useHotkeys } from "@entrepot/ui"
import type { OrderView } from "@entrepot/domain/ordering"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useReasons } from "../orders/order-actions.tsx"

type Props = { order: OrderView; onDecided?: () => void }

/** Yes or no with a reason, and lines made smaller first if need be. `a` approves, `r` leads to the reason. */
export function DecideOrder({ order, onDecided }: Props) {
  const t = useTranslations("approvals")
  const why = useReasons()
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const [trimming, setTrimming] = useState(false)
  const [trim, setTrim] = useState<Record<string, string>>({})
  const trpc = useTRPC()
  const approve = useCommand(trpc.approvals.approve.mutationOptions(), { done: t("approved", { number: order.number }) })
  const reject = useCommand(trpc.approvals.reject.mutationOptions(), { done: t("rejected", { number: order.number }) })
  const { possible } = order.actions.approve
  const cannot = why(order.actions.approve)
  const yes = async () => {
    const smaller = Object.entries(trim).filter(([lineId, quantity]) => order.lines.some((line) => line.lineId === lineId && line.quantity !== quantity)).map(([lineId, quantity]) => ({ lineId, quantity }))
    if (await approve.run({ orderId: order.orderId, expectedVersion: order.version, reason, trim: smaller })) onDecided?.()
  }
  const no = async () => {
    if (reason.trim() === "") {
      setMissing(true)
      document.getElementById("decision-reason")?.focus()
      return
    }
    if (await reject.run({ orderId: order.orderId, reason })) onDecided?.()
  }
  useHotkeys({ a: () => void yes(), r: () => void no() }, possible)
  return (
    <Card title={t("decide", { level: order.approval?.levels.find(({ status }) => status === "open")?.name ?? "" })} description={order.approval ? t("asked", { names: order.approval.askedNow.join(", ") }) : undefined}>
      <div className="grid gap-3">
        {trimming && <TrimLines order={order} trim={trim} onTrim={(lineId, quantity) => setTrim((before) => ({ ...before, [lineId]: quantity }))} />}
        {possible && <Field label={t("reason")} hint={t("reasonHint")} error={missing && reason.trim() === "" ? t("reasonMissing") : undefined} id="decision-reason"><Input maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>}
        {(approve.refused ?? reject.refused) && <Alert tone="danger" live>{approve.refused ?? reject.refused}</Alert>}
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" icon={<Check aria-hidden />} loading={approve.pending} disabledReason={cannot} onClick={() => void yes()}>{t("approve")}</Button>
          <Button variant="danger" icon={<X aria-hidden />} loading={reject.pending} disabledReason={cannot} onClick={() => void no()}>{t("reject")}</Button>
          {possible && !trimming && <Button variant="ghost" onClick={() => setTrimming(true)}>{t("trim")}</Button>}
          {possible && <span className="text-sm text-muted max-sm:hidden">{t.rich("keys", { key: (text) => <Kbd>{text}</Kbd> })}</span>}
        </div>
      </div>
    </Card>
  )
}

function TrimLines({ order, trim, onTrim }: { order: OrderView; trim: Record<string, string>; onTrim: (lineId: string, quantity: string) => void }) {
  const t = useTranslations("approvals")
  const units = useTranslations("units")
  const { locale } = useFormats()
  return (
    <ul className="grid gap-2">
      {order.lines.filter(({ cancelledAt }) => !cancelledAt).map((line) => (
        <li key={line.lineId} className="flex flex-wrap items-center justify-between gap-3">
          <span>{line.sku} {line.name}</span>
          <QuantityInput aria-label={t("trimOf", { sku: line.sku })} value={trim[line.lineId] ?? line.quantity} max={line.quantity} min="0" unit={unitInWords(units, line.unit, trim[line.lineId] ?? line.quantity)} decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(value) => value !== undefined && onTrim(line.lineId, value)} />
        </li>
      ))}
    </ul>
  )
}
