"use client"
import { useQuery } from "@tanstack/react-query"
import { Field, Input, Link, QuantityInput, Select } from "@entrepot/ui"
import type { IndexSeriesRow } from "@entrepot/domain/pricing"
import type { PricePolicy } from "@entrepot/domain/subscriptions/contract"
import { readQuantity } from "@entrepot/ui"
import { useMay } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { Count } from "./cadence-form.tsx"
import { useSay } from "./use-say.ts"

/** A tier and an index are agreed, so whoever sets no prices keeps what there is, and chooses among these. */
const OPEN = ["current", "locked", "current_within"] as const

/** Which price a line has each time. What is left open is taken from the day on which it is agreed; so is what is changed. */
export function PricePolicyForm({ value, onChange, quantity = "1", tiers = false }: { value: PricePolicy; onChange: (policy: PricePolicy) => void; /** What a tier begins with. */ quantity?: string; /** For whoever may agree on one. */ tiers?: boolean }) {
  const t = useSay()
  const { today, locale } = useFormats()
  const mayPrice = useMay("price.manage")
  const asked = useQuery({ ...useTRPC().prices.indices.queryOptions(), enabled: mayPrice, staleTime: 60_000 })
  const series = (asked.data ?? []).filter(({ last }) => last !== null)
  const first = (policy: PricePolicy["policy"]): PricePolicy => {
    if (policy === "locked") return { policy, until: inAYear(today()) }
    if (policy === "current_within") return { policy, capPercent: "5", floorPercent: "5" }
    if (policy === "index" && series[0]) return { policy, seriesId: series[0].seriesId, capPercent: "10", floorPercent: "10", everyMonths: 3, lagMonths: 2 }
    return policy === "contract_tier" ? { policy, tierQuantity: quantity } : { policy: "current" }
  }
  const policies: readonly PricePolicy["policy"][] = [...OPEN, ...(series.length > 0 || value.policy === "index" ? ["index" as const] : []), ...(tiers || value.policy === "contract_tier" ? ["contract_tier" as const] : [])]
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("price.legend")} hint={t(`price.hint.${value.policy}`)} className="sm:col-span-2">
        <Select value={value.policy} onChange={(event) => onChange(first(event.currentTarget.value as PricePolicy["policy"]))} options={policies.map((policy) => ({ value: policy, label: t(`price.kind.${policy}`) }))} />
      </Field>
      {value.policy === "locked" && <Field label={t("price.until")}><Input type="date" min={today()} value={value.until} onChange={(event) => event.currentTarget.value && onChange({ policy: "locked", until: event.currentTarget.value })} /></Field>}
      {value.policy === "current_within" && <><PercentField label={t("price.cap")} value={value.capPercent} onChange={(capPercent) => onChange({ policy: "current_within", floorPercent: value.floorPercent, capPercent })} /><PercentField label={t("price.floor")} value={value.floorPercent} onChange={(floorPercent) => onChange({ policy: "current_within", capPercent: value.capPercent, floorPercent })} /></>}
      {value.policy === "index" && mayPrice && <IndexFields value={value} series={series} onChange={onChange} />}
      {value.policy === "contract_tier" && (
        <Field label={t("price.tier")}><QuantityInput value={value.tierQuantity} min="1" decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(tierQuantity) => tierQuantity && Number(tierQuantity) > 0 && onChange({ ...value, tierQuantity })} /></Field>
      )}
    </div>
  )
}

type Index = Extract<PricePolicy, { policy: "index" }>

/** Whoever sets prices says by which series, within which bounds, and how often; what is agreed anew starts from today. */
function IndexFields({ value: { seriesId, capPercent, floorPercent, everyMonths, lagMonths }, series, onChange }: { value: Index; series: readonly IndexSeriesRow[]; onChange: (policy: PricePolicy) => void }) {
  const t = useSay()
  const put = (change: Partial<Index>) => onChange({ policy: "index", seriesId, capPercent, floorPercent, everyMonths, lagMonths, ...change })
  return (
    <>
      <Field label={t("price.index.series")} hint={<Link href="/indices">{t("price.index.toSeries")}</Link>} className="sm:col-span-2">
        <Select value={seriesId} onChange={(event) => put({ seriesId: event.currentTarget.value })} options={series.map((one) => ({ value: one.seriesId, label: one.owner === "own" ? one.name : t("price.index.owners", { name: one.name }) }))} />
      </Field>
      <PercentField label={t("price.cap")} value={capPercent} onChange={(percent) => put({ capPercent: percent })} />
      <PercentField label={t("price.floor")} value={floorPercent} onChange={(percent) => put({ floorPercent: percent })} />
      <Count label={t("price.index.every")} hint={t("price.index.everyHint")} least={1} most={36} value={everyMonths} onChange={(months) => put({ everyMonths: months })} />
      <Count label={t("price.index.lag")} hint={t("price.index.lagHint")} least={0} most={24} value={lagMonths} onChange={(months) => put({ lagMonths: months })} />
    </>
  )
}

/** A percentage as decimal text; what is no number is not taken over. */
export function PercentField({ label, hint, value, onChange }: { label: string; hint?: string | undefined; value: string; onChange: (percent: string) => void }) {
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  return (
    <Field label={label} hint={hint}>
      <Input inputMode="decimal" align="end" suffix="%" defaultValue={value.replace(".", sign)} onChange={(event) => {
        const read = readQuantity(event.currentTarget.value, sign)
        if (read !== undefined && /^\d{1,4}(\.\d{1,4})?$/.test(read)) onChange(read)
      }} />
    </Field>
  )
}

function inAYear(day: string): string {
  const [year = "2000", rest = "-01-01"] = [day.slice(0, 4), day.slice(4)]
  return `${Number(year) + 1}${rest === "-02-29" ? "-02-28" : rest}`
}
