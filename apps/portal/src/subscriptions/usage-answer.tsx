"use client"
import { Alert, CodeText } from "@entrepot/ui"
import type { UsageReported } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { reasonText } from "./reason-text.ts"
import { useSay } from "./use-say.ts"

const VERDICTS = ["accepted", "late", "repeated"] as const

/** What became of each report, and which dates it moved from where to where. */
export function UsageAnswer({ answer }: { answer: UsageReported }) {
  const t = useSay()
  const message = useRefusalMessage()
  const formats = useFormats()
  const { weekdayDay } = formats
  const counted = VERDICTS.map((verdict) => [verdict, answer.rows.filter((row) => row.verdict === verdict).length] as const).filter(([, count]) => count > 0)
  const refused = answer.rows.filter((row) => row.verdict === "refused")
  return (
    <div className="grid gap-3" aria-live="polite">
      {counted.length > 0 && <ul className="grid gap-1">{counted.map(([verdict, count]) => <li key={verdict}>{t(`usage.verdict.${verdict}`, { count })}</li>)}</ul>}
      {refused.length > 0 && <Alert tone="danger" title={t("usage.verdict.refused", { count: refused.length })}><ul className="grid gap-1">{refused.map(({ index, why }) => <li key={index}>{t("usage.row", { row: index + 1 })}: {message({ code: why ?? "subscriptions.csv_row_is_malformed", facts: {} })}</li>)}</ul></Alert>}
      {answer.moved.length === 0 ? <p className="text-muted">{t("usage.noMoves")}</p> : (
        <ul className="grid gap-1">{answer.moved.map((move) => <li key={`${move.subscriptionId} ${move.n}`}><CodeText>{move.number}</CodeText> {t("usage.moved", { from: weekdayDay(move.from), to: weekdayDay(move.to) })}<span className="block text-sm text-muted">{reasonText(move.reason, t, formats)}</span></li>)}</ul>
      )}
    </div>
  )
}
