import { Alert, Card, CodeText, DescriptionList, JournalLines, Link, Page, SplitView, StatusBadge } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { accountNamer } from "../../../../../src/books/account-name.ts"
import { bookedHref, DocumentLink } from "../../../../../src/books/document-link.tsx"
import { getFormats } from "../../../../../src/format/server.ts"
import { found } from "../../../../../src/page/found.ts"
import { api } from "../../../../../src/session.ts"

/** One journal: its document, its lines, who posted it, and what took it back. */
export default async function JournalPage({ params }: { params: Promise<{ journalId: string }> }) {
  const [{ journalId }, ask, t, words, { money, day, instant, number, percent }] = await Promise.all([params, api(), getTranslations("books"), getTranslations("refusals.ledger"), getFormats()])
  const journal = await found(ask.books.journal({ journalId }))
  const nameOf = accountNamer(words as never, percent)
  const foreign = journal.amount.currency !== journal.base.currency
  return (
    <Page title={t("journalOf", { number: journal.document.number })} meta={<><span>{day(journal.postedOn)}</span>{journal.memo && <span>{journal.memo}</span>}</>}
      status={journal.reversesId ? <StatusBadge tone="warning">{t("reversal")}</StatusBadge> : journal.reversedById && <StatusBadge tone="neutral">{t("reversed")}</StatusBadge>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/books" }, { label: t("tabs.journals"), href: "/books/journals" }, { label: journal.document.number }] }}>
      {journal.reversedById && <Alert tone="info"><Link href={`/books/journals/${journal.reversedById}`}>{t("reversedBy")}</Link></Alert>}
      {journal.reversesId && <Alert tone="info"><Link href={`/books/journals/${journal.reversesId}`}>{t("reverses")}</Link></Alert>}
      <SplitView asideLabel={t("facts")} aside={(
        <Card title={t("facts")}>
          <DescriptionList items={[
            { term: t("document"), value: <DocumentLink document={journal.document} /> },
            { term: t("inBooks"), value: <Link href={bookedHref(journal.document)}>{t("allOfDocument")}</Link> },
            { term: t("documentOn"), value: day(journal.documentOn) },
            { term: t("postedOn"), value: day(journal.postedOn), ...(journal.postedOn !== journal.documentOn && { hint: t("postedLater") }) },
            ...(foreign ? [{ term: t("rate"), value: number(journal.rate), hint: t("rateHint", { from: journal.amount.currency, to: journal.base.currency }) }] : []),
            { term: t("by"), value: journal.by.kind === "automation" ? t("byProduct") : journal.by.name },
            { term: t("recordedAt"), value: instant(journal.recordedAt) },
            { term: t("key"), value: <CodeText className="text-xs">{journal.businessKey}</CodeText> },
          ]} />
        </Card>
      )}>
        <Card title={t("lines")} flush>
          <JournalLines caption={t("lines")} labels={{ account: t("account"), about: t("about"), debit: t("debit"), credit: t("credit") }}
            lines={journal.lines.map((line) => ({
              id: String(line.position), code: line.code, name: nameOf(line), href: `/books/accounts/${encodeURIComponent(line.accountKey)}?period=${journal.postedOn.slice(0, 7)}`, about: line.partner?.name ?? line.customer?.name ?? null,
              debit: line.debit && money(line.debit), credit: line.credit && money(line.credit), ...(foreign && { baseDebit: line.baseDebit && money(line.baseDebit), baseCredit: line.baseCredit && money(line.baseCredit) }),
            }))}
            total={{ label: t("sum"), debit: money(journal.amount), credit: money(journal.amount) }} />
        </Card>
      </SplitView>
    </Page>
  )
}
