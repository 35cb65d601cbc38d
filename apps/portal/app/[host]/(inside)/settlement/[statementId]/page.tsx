import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Alert, Card, DescriptionList, EmptyState, LinkTabs, MoneyText, Page, Pagination, Section } from "@entrepot/ui"
import { ENTRY_KINDS } from "@entrepot/domain/settlement/contract"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { DownloadButton } from "#invoices/download.tsx"
import { DisputeList } from "#settlement/dispute-list.tsx"
import { LineTable } from "#settlement/line-table.tsx"
import { MadeOf } from "#settlement/made-of.tsx"
import { StatementStatusBadge } from "#settlement/status.tsx"
import { Sums } from "#settlement/sums.tsx"
import { TaxOfStatement } from "#settlement/tax-of-statement.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ statementId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
const statementOf = cache(async (statementId: string) => (await api()).settlement.statement({ statementId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await statementOf((await params).statementId)
  return { title: number ?? (await getTranslations("settlement"))("draft") }
}

/** One statement: what it adds up to, what is disputed, what is paid, and every line with the fact that it comes from. */
export default async function StatementPage({ params, searchParams }: Props) {
  const [{ statementId }, query, asked, t, words, domain, { money, month, day, number, percent }] = await Promise.all([params, searchParams, api(), getTranslations("settlement"), getTranslations("domain.settlement"), getTranslations("domain"), theFormats()])
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined)
  const kind = ENTRY_KINDS.find((each) => each === text("kind"))
  const disputed = text("disputed") === "1"
  const [statement, lines] = await Promise.all([statementOf(statementId), asked.settlement.lines({ statementId, ...(kind && { kind }), disputed, limit: 50, cursor: text("cursor") ?? null })])
  const title = statement.number ?? t("draftOf", { month: month(statement.period) })
  const owed = statement.due.amount.startsWith("-") ? "you" : "distributor"
  const href = (change: { kind?: string | undefined; disputed?: string | undefined; cursor?: string | undefined }) => {
    const next = new URLSearchParams(Object.entries(change).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return next.size > 0 ? `/settlement/${statementId}?${next.toString()}` : `/settlement/${statementId}`
  }
  const here = { kind, ...(disputed && { disputed: "1" }) }
  return (
    <Page title={title} status={<StatementStatusBadge status={statement.status} />} meta={<><span>{month(statement.period)}</span>{statement.issuedOn && <span>{t("issuedOn", { day: day(statement.issuedOn) })}</span>}</>}
      breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/settlement" }, { label: title }] }}
      actions={["pdf", "xml", "csv"].map((form) => <DownloadButton key={form} href={`/files/settlements/${statementId}.${form}`}>{t(`files.${form}`)}</DownloadButton>)}>
      {statement.openDisputes > 0 && <Alert tone="warning" title={t("isDisputed", { count: statement.openDisputes })}>{t("isDisputedText")}</Alert>}
      <div className="grid items-start gap-5 lg:grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))]">
        <Card title={t("addsUp")}>
          <Sums sums={statement.sums} />
          <DescriptionList align="end" className="border-t" items={[
            ...(statement.adjusted.amount === "0" ? [] : [{ term: t("adjusted"), value: <MoneyText>{money(statement.adjusted)}</MoneyText>, hint: t("adjustedHint") }]),
            { term: t("due"), value: <MoneyText strong>{money(statement.due)}</MoneyText>, hint: t(`owed.${owed}`) },
            ...(statement.dueOn ? [{ term: t("dueOn"), value: day(statement.dueOn) }] : []),
            ...(statement.broughtForward.amount === "0" ? [] : [{ term: t("broughtForward"), value: <MoneyText>{money(statement.broughtForward)}</MoneyText>, hint: t("broughtForwardHint") }]),
          ]} />
        </Card>
        {(statement.agreement ?? statement.payment) && (
          <Card title={t("facts")}>
            <DescriptionList items={[
              ...(statement.agreement ? [{ term: t("commission"), value: percent(statement.agreement.commissionPercent), hint: t("version", { version: number(statement.agreement.version) }) }] : []),
              ...(statement.payment ? [{ term: t("payment"), value: statement.payment.reference, hint: t("paidOn", { day: day(statement.payment.paidOn) }) }] : []),
            ]} />
          </Card>
        )}
        <MadeOf sums={statement.sums} />
      </div>
      <TaxOfStatement statement={statement} />
      {statement.disputes.length > 0 && <Section title={t("tabs.disputes")}><DisputeList disputes={statement.disputes} withStatement={false} /></Section>}
      <Section title={t("lines")}>
        <LinkTabs label={t("lineKinds")} tabs={[
          { href: href({}), label: t("all"), count: number(statement.sums.lines), current: !kind && !disputed },
          ...ENTRY_KINDS.filter((each) => statement.sums[each].amount !== "0" || each === kind).map((each) => ({ href: href({ kind: each }), label: words(`kind.${each}`), current: each === kind })),
          ...(statement.disputes.length > 0 ? [{ href: href({ disputed: "1" }), label: t("disputedLines"), current: disputed }] : []),
        ]} />
        <Card flush footer={(lines.nextCursor ?? text("cursor")) && <Pagination label={t("lines")} nextHref={lines.nextCursor ? href({ ...here, cursor: lines.nextCursor }) : undefined} previousHref={text("cursor") ? href(here) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
          {lines.rows.length === 0 ? <EmptyState level={3} title={t("noLines")} description={t("noLinesText")} /> : <LineTable rows={lines.rows} caption={t("lines")} statement={{ statementId, noDispute: whyNot(statement.actions.dispute, domain as never) }} />}
        </Card>
      </Section>
    </Page>
  )
}
