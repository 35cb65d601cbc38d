"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { DescriptionList } from "@entrepot/ui"
import type { FeePreview, TaxedAmount } from "@entrepot/domain/billing/contract"
import type { PreviewFee } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { useSettled } from "#client/use-settled.ts"
import { useSay } from "./use-say.ts"

/** What a change makes of what is billed: what stays, what is credited, what is charged instead, and what comes next. */
export function FeeEffect({ subscriptionId, change }: PreviewFee) {
  const t = useSay()
  const asked = useQuery({ ...useTRPC().subscriptions.previewFee.queryOptions({ subscriptionId, change: useSettled(change) }, { trpc: { context: { long: true } } }), placeholderData: keepPreviousData, staleTime: 0, gcTime: 0, retry: false })
  // What cannot be done is said by the change's own preview.
  if (asked.error || asked.data === undefined) return null
  return (
    <section aria-label={t("feeEffect.title")} aria-busy={asked.isFetching || undefined} className="grid gap-2">
      <h3 className="font-semibold">{t("feeEffect.title")}</h3>
      {asked.data === null ? <p className="text-sm text-muted">{t("feeEffect.stays")}</p> : <Effect preview={asked.data} />}
    </section>
  )
}

function Effect({ preview: { from, before, after, kept, credited, charged, next, unbilled } }: { preview: FeePreview }) {
  const t = useSay()
  const { day, money } = useFormats()
  const fee = (one: FeePreview["before"]) => (one ? t("servicePer", { name: one.name, amount: money(one.amount), months: one.everyMonths }) : t("feeEffect.nothing"))
  const days = (name: "kept" | "charged" | "next", one: FeePreview["kept"]) => (one ? [{ term: t(`feeEffect.${name}`, { day: day(from), from: day(one.from), to: day(one.to) }), value: <Taxed of={one} /> }] : [])
  return (
    <>
      <DescriptionList align="end" items={[
        { term: t("feeEffect.before"), value: fee(before) }, { term: t("feeEffect.after", { day: day(from) }), value: fee(after) }, ...days("kept", kept),
        ...(credited ? [{ term: t("feeEffect.credited", { day: day(from) }), value: <Taxed of={credited} /> }] : []), ...days("charged", charged), ...days("next", next),
      ]} />
      <p className="text-sm text-muted">{t(unbilled ? `feeEffect.${unbilled}` : "feeEffect.net")}</p>
    </>
  )
}

/** With tax, which is what stands on the invoice; before tax and the tax below it. */
function Taxed({ of: { amount, tax, total } }: { of: TaxedAmount }) {
  const t = useSay()
  const { money } = useFormats()
  return <>{money(total)}<span className="block text-sm text-muted">{t("feeEffect.taxed", { net: money(amount), tax: money(tax) })}</span></>
}
