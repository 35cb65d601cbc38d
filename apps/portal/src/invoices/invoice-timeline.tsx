import { Link, Timeline, type TimelineEvent } from "@entrepot/ui"
import type { InvoiceView } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"
import { isNothing } from "./amount.ts"
import { isUnderWay } from "./status.tsx"

type Words = { (key: string, values?: Record<string, string | number>): string }
type Props = { invoice: InvoiceView; t: Words; domain: Words; formats: Formats }
type Dated = TimelineEvent & { readonly at: string }

/** From issue to settlement: what was paid, credited and tried; what is still to come stands at its end. */
export function InvoiceTimeline({ invoice, t, domain, formats, payments }: Props & { /** Whether the reader may look at the list of all payments. */ payments: boolean }) {
  const past = [...issued(invoice, t, formats), ...cleared(invoice, t, formats, payments), ...tried(invoice, domain, formats)].toSorted((one, other) => one.at.localeCompare(other.at))
  const due = invoice.dueOn && !isNothing(invoice.open) ? [{ id: "due", time: formats.day(invoice.dueOn), what: t(invoice.overdueDays > 0 ? "wasDue" : "isDue", { amount: formats.money(invoice.open) }), upcoming: true }] : []
  return <Timeline label={t("timeline")} events={[...past.map(({ at: _at, ...event }) => event), ...due]} />
}

function issued({ issuedOn, invoiceId, total }: InvoiceView, t: Words, formats: Formats): Dated[] {
  return issuedOn ? [{ at: issuedOn, id: invoiceId, time: formats.day(issuedOn), dateTime: issuedOn, what: t("issued"), detail: formats.money(total), tone: "accent" }] : []
}

function cleared({ clearings }: InvoiceView, t: Words, formats: Formats, payments: boolean): Dated[] {
  return clearings.map(({ kind, sourceId, reference, amount, on, by, reason }, index) => ({
    at: `${on}T12`, id: `${sourceId ?? kind}-${index}`, time: formats.day(on), dateTime: on, who: isPerson(by) ? by : undefined, tone: kind === "payment" || kind === "credit" || kind === "discount" ? "success" as const : "neutral" as const,
    what: t(`cleared.${kind}`, { amount: formats.money(amount) }), detail: <Source kind={kind} sourceId={sourceId} reference={reference} reason={reason} t={t} payments={payments} />,
  }))
}

/** What it was taken off by, as a link where there is a page of it, and the words that somebody gave. */
function Source({ kind, sourceId, reference, reason, t, payments }: Pick<InvoiceView["clearings"][number], "kind" | "sourceId" | "reference" | "reason"> & { t: Words; payments: boolean }) {
  const href = !sourceId ? undefined : kind === "credit" && reference ? `/credit-notes/${sourceId}` : kind === "payment" && payments ? `/payments?payment=${sourceId}` : undefined
  const name = reference || (href ? t("clearing.payment") : "")
  return <>{href ? <Link href={href}>{name}</Link> : name}{name && reason && " · "}{reason && `“${reason}”`}</>
}

/** What an automation did is said without its name, which is one plain word of ours. */
function isPerson(by: string): boolean {
  return by !== "" && !/^[a-z_]+$/.test(by)
}

/** Attempts that succeeded are payments already. */
function tried({ attempts }: InvoiceView, domain: Words, formats: Formats): Dated[] {
  return attempts.filter(({ status }) => status !== "succeeded").map(({ attemptId, status, amount, method, createdAt }) => ({
    at: createdAt, id: attemptId, time: formats.instant(createdAt), dateTime: createdAt, tone: isUnderWay(status) ? "warning" as const : "danger" as const, what: domain(`billing.attempt.${status}`), detail: `${formats.money(amount)} · ${method}`,
  }))
}

/** The credit notes of an invoice, each with its papers. */
export function CreditNotes({ invoice, t, domain, formats }: Props) {
  return (
    <ul className="grid gap-3 text-sm">
      {invoice.creditNotes.map((note) => (
        <li key={note.creditNoteId} className="grid gap-0.5">
          <span className="flex flex-wrap justify-between gap-2"><Link href={`/credit-notes/${note.creditNoteId}`} className="font-medium">{note.number ?? domain(`billing.credit_note.${note.status}`)}</Link><span className="tabular-nums">{formats.money(note.total)}</span></span>
          <span className="text-muted">{domain(`billing.reason.${note.reasonCode}`)}{note.issuedOn && ` · ${formats.day(note.issuedOn)}`}</span>
          {note.status === "issued" && <Link href={`/files/documents/${note.creditNoteId}.pdf`} download className="w-fit">{t("downloadPdf")}</Link>}
        </li>
      ))}
    </ul>
  )
}
