"use client"
import { useState } from "react"
import { Alert, Button, CodeText, Dialog, Field, Form, FormActions, Link, Textarea } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { useMay } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { heldReason } from "./reason-text.ts"
import { useSay, useWhys } from "./use-say.ts"

type Kind = "acceptPrice" | "refuse" | "release"

/** Whose reason says already what to do. */
const SAYS_WHAT_TO_DO: ReadonlySet<string> = new Set(["payment", "attention"])

/** A date that waits for somebody, or could not be made: why, and what can be done about it. */
export function HeldBox({ entry }: { entry: CalendarEntry }) {
  const t = useSay()
  const whys = useWhys()
  const { weekdayDay, money } = useFormats()
  const mayPay = useMay("invoice.pay")
  const { hold, actions, status } = entry
  if (!hold && status !== "failed") return null
  const code = hold?.code ?? "failed"
  const why = hold ? heldReason(hold, whys) : whys("failed")
  // What was swapped or taken out since is no longer wrong.
  const wrong = (hold?.lines ?? []).filter(({ sku }) => entry.lines.some((line) => line.sku === sku))
  const facts = { total: entry.total ? money(entry.total) : "–", ceiling: entry.ceiling ? money(entry.ceiling) : "–" }
  return (
    <Alert tone={status === "failed" ? "danger" : "warning"} title={t("held.title", { day: weekdayDay(entry.on), why: t(`hold.${code}`) })} actions={
      <>
        {actions.accept_price.possible && <DecideButton kind="acceptPrice" entry={entry} variant="primary" label={t("held.acceptPrice")} title={entry.ceiling ? t("held.acceptPriceTitle", facts) : t("held.acceptPriceOpen", facts)} text={t("held.acceptPriceText")} />}
        {actions.release.possible && <DecideButton kind="release" entry={entry} variant="primary" label={t(status === "failed" ? "held.retry" : "held.release")} title={t(status === "failed" ? "held.retryTitle" : "held.releaseTitle")} text={t("held.releaseText")} />}
        {actions.refuse_price.possible && <DecideButton kind="refuse" entry={entry} variant="secondary" label={t("held.refuse")} title={t("held.refuseTitle", { day: weekdayDay(entry.on) })} text={t("held.refuseText")} />}
      </>
    }>
      {why && <>{why} </>}{hold?.unusual && <>{t("held.unusual", { total: money(hold.unusual.total), usual: money(hold.unusual.usual) })} </>}{!(why && (SAYS_WHAT_TO_DO.has(code) || hold?.reason === "unpriced")) && <>{t(`holdDo.${code}`, facts)} </>}
      {hold?.code === "payment" && mayPay && <><Link href="/invoices">{t("held.toInvoices")}</Link> <Link href="/payment-methods">{t("held.toMethods")}</Link> </>}
      {entry.order && <Link href={`/orders/${entry.order.orderId}`}>{t("effect.toOrder", { number: entry.order.number })}</Link>}
      {hold && wrong.length > 0 && <ul className="mt-1 list-disc ps-5">{wrong.map(({ sku, problem }) => <li key={sku}><CodeText>{sku}</CodeText> {t.has(`problem.${problem}`) ? t(`problem.${problem}`) : t("problem.other")}</li>)}</ul>}
    </Alert>
  )
}

function DecideButton({ kind, entry, variant, label, title, text }: { kind: Kind; entry: CalendarEntry; variant: "primary" | "secondary"; label: string; title: string; text: string }) {
  const t = useSay()
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen} title={title} description={text} labels={{ close: t("close") }} trigger={<Button size="sm" variant={variant}>{label}</Button>}>
      <DecideForm kind={kind} occurrenceId={entry.occurrenceId ?? ""} label={label} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function DecideForm({ kind, occurrenceId, label, onDone }: { kind: Kind; occurrenceId: string; label: string; onDone: () => void }) {
  const t = useSay()
  const [reason, setReason] = useState("")
  const decide = useCommand(useTRPC().subscriptions[kind].mutationOptions({ onSuccess: onDone }), { done: t(`held.done.${kind}`) })
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void decide.run({ occurrenceId, reason: reason.trim() }) }}>
      <Field label={t("reason")} optionalLabel={t("optional")} hint={t("reasonHint")}><Textarea rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
      {decide.refused && <Alert tone="danger" live>{decide.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={decide.pending}>{label}</Button></FormActions>
    </Form>
  )
}
