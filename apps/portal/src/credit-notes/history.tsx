import { Timeline, type TimelineEvent } from "@entrepot/ui"
import type { CreditNoteView } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"

type Words = (key: string, values?: Record<string, string | number>) => string

/** Who asked, who decided, and what came of it; whom it waits for stands at its end. */
export function CreditNoteHistory({ note, t, formats }: { note: CreditNoteView; t: Words; formats: Formats }) {
  const { requestedAt, requestedBy, decisions, settledAt, status, approval, total, number } = note
  const at = (iso: string) => ({ time: formats.instant(iso), dateTime: iso })
  const events: TimelineEvent[] = [
    ...(requestedBy ? [{ id: "asked", ...at(requestedAt), who: /^[a-z_.]+$/.test(requestedBy) ? undefined : requestedBy, what: t("history.asked", { total: formats.money(total) }), tone: "accent" as const }] : []),
    ...decisions.map(({ by, verdict, reason, at: when }, index) => ({ id: `decision-${index}`, ...at(when), who: by, what: t(`history.${verdict}`), detail: reason && `“${reason}”`, tone: verdict === "approved" ? "success" as const : "danger" as const })),
    ...(settledAt && status === "withdrawn" ? [{ id: "settled", ...at(settledAt), what: t("history.withdrawn") }] : []),
    ...(settledAt && status === "issued" ? [{ id: "settled", ...at(settledAt), what: t("history.issued", { number: number ?? "" }), tone: "success" as const }] : []),
    ...(approval ? [{ id: "next", time: approval.approvers.join(", "), what: t("history.waits"), upcoming: true }] : []),
  ]
  return <Timeline label={t("history.title")} events={events} />
}
