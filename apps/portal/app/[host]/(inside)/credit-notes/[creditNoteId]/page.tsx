import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Card, DescriptionList, Link, Page, SplitView } from "@entrepot/ui"
import { bookedHref } from "#books/document-link.tsx"
import { CreditNoteHistory } from "#credit-notes/history.tsx"
import { CreditNoteLines } from "#credit-notes/credit-note-lines.tsx"
import { DecideCreditNote } from "#credit-notes/decide.tsx"
import { CreditNoteStatusBadge } from "#credit-notes/status.tsx"
import { WithdrawCreditNote } from "#credit-notes/withdraw.tsx"
import { isNothing } from "#invoices/amount.ts"
import { DownloadButton } from "#invoices/download.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ creditNoteId: string }> }
const noteOf = cache(async (creditNoteId: string) => (await api()).creditNotes.get({ creditNoteId }))
type Note = Awaited<ReturnType<typeof noteOf>>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [note, t] = await Promise.all([params.then(({ creditNoteId }) => noteOf(creditNoteId)), getTranslations("creditNotes")])
  return { title: note.number ?? t("unnumberedOf", { invoice: note.invoiceNumber }) }
}

/** One credit note: what it takes back and why, what became of it or whom it waits for, and its papers. */
export default async function CreditNotePage({ params }: Props) {
  const [note, who, t, domain, units, taxes, formats] = await Promise.all([params.then(({ creditNoteId }) => noteOf(creditNoteId)), me(), getTranslations("creditNotes"), getTranslations("domain"), getTranslations("units"), getTranslations("taxes"), theFormats()])
  const may = (permission: string) => who.permissions.includes(permission)
  const title = note.number ?? t("unnumberedOf", { invoice: note.invoiceNumber })
  const file = `/files/documents/${note.creditNoteId}`
  const papers = note.status === "issued" && may("invoice.view")
  return (
    <Page title={title} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/credit-notes" }, { label: title }] }}
      status={<CreditNoteStatusBadge status={note.status} domain={domain} />}
      meta={<><span>{note.accountName}</span><span>{note.issuedOn ? formats.day(note.issuedOn) : formats.instant(note.requestedAt)}</span><span>{formats.money(note.total)}</span></>}
      actions={<>
        {papers && <DownloadButton href={`${file}.pdf`}>{t("downloadPdf")}</DownloadButton>}
        {papers && <DownloadButton href={`${file}.xml`}>{t("downloadXml")}</DownloadButton>}
        {note.actions.withdraw.allowed && <WithdrawCreditNote creditNoteId={note.creditNoteId} />}
      </>}>
      <SplitView asideLabel={t("about")} asideFirst={note.status === "awaiting_approval"} aside={<>
        {note.status === "awaiting_approval" && <DecideCreditNote note={note} />}
        {note.settles && <Card title={t(note.status === "issued" ? "settled" : "settles")}><DescriptionList align="end" items={settles(note.settles, note.invoiceNumber, t, formats)} /></Card>}
        <Card title={t("history.title")}><CreditNoteHistory note={note} t={t} formats={formats} /></Card>
      </>}>
        <Card title={t("about")}><DescriptionList items={about(note, may, t, domain)} /></Card>
        <Card title={t("lines")} flush><CreditNoteLines note={note} t={t} units={units} taxes={taxes} formats={formats} /></Card>
      </SplitView>
    </Page>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations>>
type Formats = Awaited<ReturnType<typeof theFormats>>

function settles({ applied, kept }: NonNullable<Note["settles"]>, invoice: string, t: Words, formats: Formats) {
  return [...(isNothing(applied) ? [] : [{ term: t("applied", { invoice }), value: formats.money(applied) }]), ...(isNothing(kept) ? [] : [{ term: t("kept"), value: formats.money(kept), hint: t("keptHint") }])]
}

function about(note: Note, may: (permission: string) => boolean, t: Words, domain: Words) {
  return [
    { term: t("invoice"), value: may("invoice.view") ? <Link href={`/invoices/${note.invoiceId}`}>{note.invoiceNumber}</Link> : note.invoiceNumber },
    { term: t("account"), value: note.accountName }, { term: t("why"), value: domain(`billing.reason.${note.reasonCode}`), hint: note.reason },
    ...(note.status === "issued" && may("books.view") ? [{ term: t("books"), value: <Link href={bookedHref({ kind: "credit_note", id: note.creditNoteId })}>{t("journals")}</Link> }] : []),
  ]
}
