import { Link, Timeline, type TimelineEvent } from "@entrepot/ui"
import type { OrderView } from "@entrepot/domain/ordering"
import type { Formats } from "../format.ts"
import { isNothing } from "../invoices/amount.ts"
import type { OrderDocuments } from "./documents.tsx"
import { nextText } from "./next-text.ts"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }
type Props = { order: OrderView; documents: OrderDocuments; t: Words; formats: Formats }
type Dated = TimelineEvent & { readonly dateTime: string }
const TONE: Readonly<Record<string, "success" | "warning" | "danger" | "info">> = { confirmed: "success", shipped: "success", held: "danger", rejected: "danger", cancelled: "danger", backordered: "warning", approval_requested: "info", approved: "success" }

/** Everything that happened from the draft until it was paid, who did it and why; what comes next stands at its end. */
export function OrderTimeline({ order, documents, t, formats }: Props) {
  const past = [...begun(order, documents, t, formats), ...facts(order, t, formats), ...money(documents, t, formats)].toSorted((one, other) => one.dateTime.localeCompare(other.dateTime))
  const what = nextText(order.next, t, formats)
  const next = what === undefined ? [] : [{ id: "next", time: t("nextLabel"), what, upcoming: true }]
  const due = (documents.invoices ?? []).filter(({ open }) => !isNothing(open)).map(({ invoiceId, number, open, dueOn }) => ({ id: `${invoiceId}-due`, time: formats.day(dueOn), what: t("documents.isDue", { amount: formats.money(open) }), detail: number, upcoming: true }))
  return <Timeline label={t("timeline")} events={[...past, ...next, ...due]} />
}

function begun({ orderId, createdAt }: OrderView, { origin }: OrderDocuments, t: Words, { instant }: Formats): Dated[] {
  const about = origin ? { what: t("documents.made"), detail: <Link href={`/subscriptions/${origin.subscriptionId}`}>{origin.number}</Link> } : { what: t("documents.begun") }
  return [{ id: orderId, time: instant(createdAt), dateTime: createdAt, ...about }]
}

function facts({ timeline }: OrderView, t: Words, { instant }: Formats): Dated[] {
  return timeline.map(({ id, at, kind, actor, detail }) => ({
    id, time: instant(at), dateTime: at, who: actor.kind === "automation" ? t("automation") : actor.name, what: t(`fact.${kind}`), ...(TONE[kind] ? { tone: TONE[kind] } : {}),
    ...(typeof detail["reason"] === "string" && detail["reason"] ? { detail: `“${detail["reason"]}”` } : {}),
  }))
}

/** What was invoiced, corrected and paid; a credit note that was set against its invoice is said once, as itself. */
function money({ invoices }: OrderDocuments, t: Words, { instant, money: say }: Formats): Dated[] {
  return (invoices ?? []).flatMap(({ invoiceId, number, issuedAt, total, creditNotes, clearings }) => [
    { id: invoiceId, time: instant(issuedAt), dateTime: issuedAt, tone: "accent" as const, what: t("documents.invoiced", { amount: say(total) }), detail: <Link href={`/invoices/${invoiceId}`}>{number}</Link> },
    ...creditNotes.filter(({ status }) => status === "issued").map((note) => ({ id: note.creditNoteId, time: instant(note.at), dateTime: note.at, what: t("documents.corrected", { amount: say(note.total) }), detail: <Link href={`/credit-notes/${note.creditNoteId}`}>{note.number}</Link> })),
    ...clearings.filter(({ kind, sourceId }) => kind !== "credit" || creditNotes.every(({ creditNoteId }) => creditNoteId !== sourceId)).map((one, index) => ({
      id: `${invoiceId}-${index}`, time: instant(one.at), dateTime: one.at, tone: one.kind === "payment" ? "success" as const : "neutral" as const, what: t(`documents.cleared.${one.kind}`, { amount: say(one.amount) }), detail: one.reference || undefined,
    })),
  ])
}
