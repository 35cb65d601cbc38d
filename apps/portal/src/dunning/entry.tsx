import { CodeText, Link, type TimelineEvent } from "@entrepot/ui"
import type { DunningEntryView, DunningStep } from "@entrepot/domain/billing/contract"

type Words = (key: string, values?: Record<string, string | number>) => string
type In = { readonly t: Words; readonly words: Words; readonly day: (day: string) => string }

const TONES: Readonly<Record<DunningStep, NonNullable<TimelineEvent["tone"]>>> = { notice: "info", retry: "info", waits_for_method: "warning", restricted: "danger", suspended: "danger", lifted: "success" }

/** A step that was taken, as one line of what happened. */
export function eventOf({ entryId, step, on, currency, detail, invoiceNumber, policyVersion }: DunningEntryView, { t, words, day }: In): TimelineEvent {
  const lifted = detail["from"] === "restricted" || detail["from"] === "suspended" ? t(`liftedFrom.${detail["from"]}`) : undefined
  const what = step === "notice" ? t("reminder", { number: Number(detail["notice"] ?? 1) }) : (lifted ?? words(`step.${step}`))
  return {
    id: entryId, time: day(on), dateTime: on, tone: TONES[step], what, who: <>{currency} · {policyVersion === 0 ? t("usualPolicy") : t("underVersion", { version: policyVersion })}</>,
    ...(invoiceNumber && detail["invoiceId"] && { detail: <Link href={`/invoices/${detail["invoiceId"]}`}><CodeText>{invoiceNumber}</CodeText></Link> }),
  }
}
