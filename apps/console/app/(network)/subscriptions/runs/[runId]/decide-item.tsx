"use client"
import { Button, ReasonDialog } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { RunItemRow } from "@entrepot/domain/subscriptions"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../../src/format/client.ts"

type Props = { item: Pick<RunItemRow, "tenantId" | "occurrenceId" | "subscriptionNumber" | "n">; disabledReason: string | undefined }

/** One that was parked or failed: it is let go, or left out, each with a reason that the customer reads too. */
export function DecideItem(props: Props) {
  return <span className="inline-flex flex-wrap justify-end gap-1"><Decide what="release" {...props} /><Decide what="skip" {...props} /></span>
}

function Decide({ what, item: { tenantId, occurrenceId, subscriptionNumber, n }, disabledReason }: Props & { what: "release" | "skip" }) {
  const words = useTranslations("subscriptions")
  const t = useTranslations("subscriptions.one")
  const common = useTranslations("common")
  const { number } = useFormats()
  const [open, setOpen] = useState(false)
  const runs = useTRPC().subscriptionRuns
  const act = useAct((what === "release" ? runs.release : runs.skip).mutationOptions(), { done: t(what === "release" ? "released" : "skipped"), onDone: () => setOpen(false) })
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{t(what)}</Button>
  return (
    <ReasonDialog name={`${what}-reason`} open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant={what === "skip" ? "ghost" : "secondary"} aria-label={`${t(what)}: ${subscriptionNumber}`}>{t(what)}</Button>}
      title={t(`${what}Title`, { number: subscriptionNumber, nth: words("nth", { n: number(n), beside: n < 0 ? "yes" : "no" }) })} description={t(`${what}Text`)} confirmLabel={t(what)} cancelLabel={common("cancel")} labels={{ reason: t("reason"), hint: t("reasonHint"), missing: t("reasonMissing") }}
      loading={act.pending} refused={act.refused} onConfirm={(reason) => act.run({ tenantId, occurrenceId, reason })} />
  )
}
