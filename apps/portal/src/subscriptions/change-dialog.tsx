"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { Alert, Button, Dialog, Field, Form, FormActions, Input, Skeleton } from "@entrepot/ui"
import type { ChangeApplied, ChangePreview } from "@entrepot/domain/subscriptions"
import type { Change } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { EffectTable } from "./effect-table.tsx"
import { useSay } from "./use-say.ts"
import { useSettled } from "#client/use-settled.ts"

export type ChangeOf = { readonly subscriptionId: string; /** The customer for whom the tenant's staff act; null where somebody acts for themselves. */ readonly behalfOf: string | null }

type Props = {
  of: ChangeOf; title: string; text?: string | undefined; confirm: string; tone?: "primary" | "danger" | undefined
  /** What the form says so far; undefined while something is missing, and `missing` says what. */
  change: Change | undefined; missing?: string | undefined
  onClose: () => void; onDone?: ((applied: ChangeApplied) => void) | undefined; children?: ReactNode
}

/** One change of a subscription: its form, its exact effect as the server works it out, and the yes to precisely that. */
export function ChangeDialog({ of, title, text, confirm, tone = "primary", change, missing, onClose, onDone, children }: Props) {
  const t = useSay()
  const [reason, setReason] = useState("")
  const settled = useSettled(change ?? null)
  const rests = JSON.stringify(settled) === JSON.stringify(change ?? null)
  const preview = usePreview(of.subscriptionId, settled)
  const apply = useCommand(useTRPC().subscriptions.change.mutationOptions(), { done: t("effect.done") })
  const shown = change ? preview.data : undefined
  const current = rests && !preview.pending ? shown : undefined
  const why = missing ?? (!change ? t("effect.incomplete") : !current ? t("effect.wait") : current.changeOrder ? t("effect.isOrder") : current.refused ? t("effect.cannot") : undefined)
  const run = async () => {
    if (!change || !current || why) return
    const done = await apply.run({ subscriptionId: of.subscriptionId, expectedVersion: current.version, change, shown: current.after.flatMap(({ n, total }) => (total ? [{ n, minor: total.amount }] : [])), reason: reason.trim() })
    if (!done) return void preview.again()
    onDone?.(done)
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="lg" title={title} description={text} labels={{ close: t("close") }}>
      <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
        {of.behalfOf && <Alert tone="info">{t("onBehalf", { customer: of.behalfOf })}</Alert>}
        {children}
        {change && (shown ? <EffectTable preview={shown} pending={!current} /> : preview.refused ? <Alert tone="danger" live>{preview.refused}</Alert> : <div className="grid gap-2"><Skeleton /><Skeleton /></div>)}
        <Field label={t("reason")} optionalLabel={t("optional")} hint={t("reasonHint")}><Input value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        {apply.refused && <Alert tone="danger" live>{apply.refused}</Alert>}
        <FormActions><Button type="submit" variant={tone} loading={apply.pending} disabledReason={why}>{confirm}</Button><Button onClick={onClose}>{t("back")}</Button></FormActions>
      </Form>
    </Dialog>
  )
}

function usePreview(subscriptionId: string, change: Change | null): { data: ChangePreview | undefined; pending: boolean; refused: string | undefined; again: () => Promise<unknown> } {
  const message = useRefusalMessage()
  // Between two previews of one dialog nothing is asked while the form lacks something; what it would be asked is then of no matter.
  const input = { subscriptionId, change: change ?? { kind: "cancel" as const } }
  const asked = useQuery({ ...useTRPC().subscriptions.previewChange.queryOptions(input, { trpc: { context: { long: true } } }), enabled: change !== null, placeholderData: keepPreviousData, staleTime: 0, gcTime: 0, retry: false })
  return { data: asked.data, pending: asked.isFetching, refused: asked.error ? message(asked.error) : undefined, again: asked.refetch }
}
