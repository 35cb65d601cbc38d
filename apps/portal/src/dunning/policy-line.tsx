"use client"
import { useTranslations } from "next-intl"
import { cn } from "@entrepot/ui"
import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"
import { lineOf, type Band, type Moment } from "./time-line.ts"
import { usePolicyText } from "./use-policy-text.ts"

const BANDS: Readonly<Record<Band["stage"], string>> = { none: "bg-success-soft", overdue: "bg-warning-soft", restricted: "bg-danger-soft", suspended: "bg-danger" }
/** Closer than this, in hundredths of the line, two numbers would stand in one another. */
const ROOM = 5

/** A policy drawn as days after the due day, and the same in sentences. */
export function PolicyLine({ policy }: { policy: DunningPolicyDraft }) {
  const t = useTranslations("dunning.line")
  const text = usePolicyText()(policy)
  const { end, moments, bands } = lineOf(policy)
  const at = (day: number) => `${(day / end) * 100}%`
  return (
    <div className="grid gap-4">
      <div aria-hidden className="grid gap-1 text-xs text-muted tabular-nums">
        <Marks moments={moments.filter(({ what }) => what === "notice")} at={at} end={end} above />
        <div className="relative h-4 overflow-hidden rounded-sm border">
          {bands.map((band) => <span key={band.stage} className={cn("absolute inset-y-0", BANDS[band.stage])} style={{ left: at(band.from), width: `${((band.to - band.from) / end) * 100}%` }} />)}
        </div>
        <Marks moments={moments.filter(({ what }) => what === "due" || what === "overdue" || what === "restricted" || what === "suspended")} at={at} end={end} />
      </div>
      <ol aria-label={t("label")} className="grid gap-1.5 text-sm">
        {moments.map((moment) => (
          <li key={`${moment.what} ${moment.number ?? ""}`} className="grid grid-cols-[4.5rem_1fr] gap-2">
            <span className="text-muted tabular-nums">{moment.what === "grace" ? t("days", { from: 1, to: policy.graceDays }) : t("day", { day: moment.day })}</span>
            <span className={cn((moment.what === "restricted" || moment.what === "suspended") && "font-medium text-danger")}>{t(moment.what, { number: moment.number ?? 0 })}</span>
          </li>
        ))}
      </ol>
      <p className="text-sm text-muted">{text.retries} {text.minimum}</p>
    </div>
  )
}

/** Ticks with their day; a number that has no room is left to the sentences below. */
function Marks({ moments, at, end, above }: { moments: readonly Moment[]; at: (day: number) => string; end: number; above?: boolean }) {
  const roomy = moments.filter(({ day }, index) => index === 0 || ((day - (moments[index - 1]?.day ?? 0)) / end) * 100 >= ROOM)
  return (
    <div className="relative h-6">
      {moments.map(({ day, what, number }) => <span key={`${what} ${number ?? ""}`} className={cn("absolute w-px bg-border-strong", above ? "bottom-0 h-2" : "top-0 h-2")} style={{ left: at(day) }} />)}
      {roomy.map(({ day, what, number }) => <span key={`${what} ${number ?? ""}`} className={cn("absolute", day > 0 && "-translate-x-1/2", above ? "bottom-2" : "top-2")} style={{ left: at(day) }}>{day}</span>)}
    </div>
  )
}
