"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, ConfirmDialog, Dialog, Field, Form, FormActions, Textarea } from "@entrepot/ui"
import type { OrderView, Reordered } from "@entrepot/domain/ordering"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"

type Props = { order: Pick<OrderView, "orderId" | "number" | "version" | "actions"> }

/** What can be done to the order now; what cannot says why. The server decides again. */
export function OrderActions({ order }: Props) {
  const t = useTranslations("orders")
  const why = useReasons()
  const { actions, orderId, number } = order
  const trpc = useTRPC()
  const cancel = useCommand(trpc.orders.cancel.mutationOptions(), { done: t("cancelled", { number }) })
  const release = useCommand(trpc.orders.releaseHold.mutationOptions(), { done: t("released", { number }) })
  const [reason, setReason] = useState("")
  return (
    <>
      <Reorder orderId={orderId} disabledReason={why(actions.reorder)} />
      {actions.releaseHold.possible && <WithReason action="release" label={t("release")} title={t("releaseTitle")} onDone={release} orderId={orderId} />}
      <ConfirmDialog trigger={<Button variant="ghost" disabledReason={why(actions.cancel)}>{t("cancel")}</Button>} title={t("cancelTitle", { number })} description={t("cancelText")} confirmLabel={t("cancel")} cancelLabel={t("keep")} tone="danger" loading={cancel.pending} onConfirm={() => void cancel.run({ orderId, reason })}>
        <Field label={t("reason")} optionalLabel={t("optional")}><Textarea rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        {cancel.refused && <Alert tone="danger" live>{cancel.refused}</Alert>}
      </ConfirmDialog>
    </>
  )
}

/** Why an action is not possible, in the reader's words. */
export function useReasons(): (action: { readonly possible: boolean; readonly disabledReason: string | null }) => string | undefined {
  const message = useRefusalMessage()
  return ({ possible, disabledReason }) => (possible || !disabledReason ? undefined : message({ code: disabledReason, facts: {} }))
}

type Reasoned = { readonly run: (input: { orderId: string; reason: string }) => Promise<unknown>; readonly pending: boolean; readonly refused: string | undefined }

export function WithReason({ label, title, onDone, orderId, action, tone = "primary", disabledReason }: { label: string; title: string; onDone: Reasoned; orderId: string; action: string; tone?: "primary" | "danger"; disabledReason?: string | undefined }) {
  const t = useTranslations("orders")
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const send = async () => {
    if (reason.trim() === "") return setMissing(true)
    if (await onDone.run({ orderId, reason: reason.trim() })) setOpen(false)
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} title={title} labels={{ close: t("close") }} trigger={<Button variant={tone} disabledReason={disabledReason}>{label}</Button>}>
      <Form onSubmit={(event) => { event.preventDefault(); void send() }}>
        <Field label={t("reason")} name={`${action}-reason`} required error={missing && reason.trim() === "" ? t("reasonMissing") : undefined}><Textarea rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        {onDone.refused && <Alert tone="danger" live>{onDone.refused}</Alert>}
        <FormActions><Button type="submit" variant={tone} loading={onDone.pending}>{label}</Button></FormActions>
      </Form>
    </Dialog>
  )
}

/** Into the cart again, and said line by line what became of it. */
function Reorder({ orderId, disabledReason }: { orderId: string; disabledReason: string | undefined }) {
  const t = useTranslations("orders")
  const router = useRouter()
  const reorder = useCommand(useTRPC().cart.reorder.mutationOptions(), { refresh: false })
  const [answer, setAnswer] = useState<Reordered>()
  const run = async () => {
    const done = await reorder.run({ orderId })
    if (done) setAnswer(done)
  }
  return (
    <>
      <Button loading={reorder.pending} disabledReason={disabledReason} onClick={() => void run()}>{t("reorder")}</Button>
      {reorder.refused && <Alert tone="danger" live>{reorder.refused}</Alert>}
      <Dialog open={answer !== undefined} onOpenChange={(open) => !open && setAnswer(undefined)} title={t("reordered.title")} labels={{ close: t("close") }} footer={<Button variant="primary" onClick={() => router.push("/cart")}>{t("toCart")}</Button>}>
        <ul className="grid gap-2">
          {answer?.lines.map((line, index) => <li key={`${line.sku}-${index}`}><span className="font-medium">{line.sku} {line.name}</span><span className="block text-sm text-muted">{t(`reordered.${line.verdict}`, { sku: line.replacedBy ?? "", quantity: line.quantity ?? "" })}{line.why && ` ${t(`reordered.why.${line.why}`)}`}</span></li>)}
        </ul>
      </Dialog>
    </>
  )
}
