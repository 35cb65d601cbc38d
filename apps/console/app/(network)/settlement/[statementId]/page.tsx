import { Alert, Card, DescriptionList, EmptyState, Link, LinkTabs, MoneyText, Page, Section } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { ENTRY_KINDS } from "@entrepot/domain/settlement/contract"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { getFormats } from "../../../../src/format/server.ts"
import { todayIn } from "../../../../src/format/today.ts"
import { hrefWith, one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { found } from "../../../../src/page/found.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { bookedHref } from "../../../../src/books/document-link.tsx"
import { DownloadButton } from "../../../../src/settlement/download.tsx"
import { DisputeList } from "../../../../src/settlement/dispute-list.tsx"
import { LineTable } from "../../../../src/settlement/line-table.tsx"
import { MadeOf } from "../../../../src/settlement/made-of.tsx"
import { StatementStatusBadge } from "../../../../src/settlement/status.tsx"
import { Sums } from "../../../../src/settlement/sums.tsx"
import { TaxOfStatement } from "../../../../src/settlement/tax-of-statement.tsx"
import { IssueStatement, SettleStatement } from "./statement-actions.tsx"

type Props = { params: Promise<{ statementId: string }>; searchParams: Promise<Asked> }

/** One statement: what it adds up to, what is disputed, what is paid, and every line with the fact that it comes from. */
export default async function StatementPage({ params, searchParams }: Props) {
  const [{ statementId }, asked, ask, session, t, refusals, { money, month, day, number }] = await Promise.all([
    params, searchParams, api(), signedIn(), getTranslations("settlement"), getTranslations("refusals"), getFormats(),
  ])
  const kind = ENTRY_KINDS.find((each) => each === one(asked, "kind"))
  const disputed = one(asked, "disputed") === "1"
  const [statement, lines] = await Promise.all([found(ask.settlement.statement({ statementId })), found(ask.settlement.lines({ statementId, ...(kind && { kind }), disputed, limit: 50, cursor: one(asked, "after") ?? null }))])
  const title = statement.number ?? t("draftOf", { month: month(statement.period) })
  const path = `/settlement/${statementId}`
  const href = (change: { kind?: string | undefined; disputed?: string | undefined }) => hrefWith(path, asked, { kind: undefined, disputed: undefined, after: undefined, ...change })
  const owed = statement.due.amount.startsWith("-") ? "you" : "partner"
  return (
    <Page title={title} status={<StatementStatusBadge status={statement.status} />} meta={<><span>{statement.partner.name}</span><span>{month(statement.period)}</span>{statement.issuedOn && <span>{t("issuedOn", { day: day(statement.issuedOn) })}</span>}</>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/settlement" }, { label: title }] }}
      actions={<>
        {statement.number && ["pdf", "xml", "csv"].map((form) => <DownloadButton key={form} href={`/files/settlements/${statementId}.${form}`}>{t(`files.${form}`)}</DownloadButton>)}
        <IssueStatement statementId={statementId} version={statement.version} partner={statement.partner.name} due={money(statement.due)} shown={statement.status === "draft"} disabledReason={whyNot(statement.actions.issue, refusals as never)} />
        <SettleStatement statementId={statementId} version={statement.version} due={money(statement.due)} owed={owed} today={todayIn(session.network?.zone ?? "UTC")} shown={statement.status !== "draft" && statement.status !== "settled"} disabledReason={whyNot(statement.actions.settle, refusals as never)} />
      </>}>
      {statement.openDisputes > 0 && <Alert tone="warning" title={t("isDisputed", { count: statement.openDisputes })}>{t("isDisputedText")}</Alert>}
      <div className="grid items-start gap-5 lg:grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))]">
        <Card title={t("addsUp")}>
          <Sums sums={statement.sums} />
          <DescriptionList align="end" className="border-t" items={[
            ...(statement.adjusted.amount === "0" ? [] : [{ term: t("adjusted"), value: <MoneyText>{money(statement.adjusted)}</MoneyText>, hint: t("adjustedHint") }]),
            { term: t("due"), value: <MoneyText strong>{money(statement.due)}</MoneyText>, hint: t(`owed.${owed}`, { partner: statement.partner.name }) },
            ...(statement.dueOn ? [{ term: t("dueOn"), value: day(statement.dueOn) }] : []),
            ...(statement.broughtForward.amount === "0" ? [] : [{ term: t("broughtForward"), value: <MoneyText>{money(statement.broughtForward)}</MoneyText>, hint: t("broughtForwardHint") }]),
          ]} />
        </Card>
        <Card title={t("facts")}>
          <DescriptionList items={[
            { term: t("partner"), value: <Link href={`/settlement/partners/${statement.partner.tenantId}`}>{statement.partner.name}</Link> },
            ...(statement.agreement ? [{ term: t("agreement.title"), value: t("agreement.commission", { percent: number(statement.agreement.commissionPercent) }), hint: t("agreement.version", { version: statement.agreement.version }) }] : []),
            ...(statement.payment ? [{ term: t("payment"), value: statement.payment.reference, hint: t("paidOn", { day: day(statement.payment.paidOn), who: statement.payment.by.name }) }] : []),
            ...(may(session, "network.books.view") && statement.status !== "draft" ? [{ term: t("books"), value: <Link href={bookedHref({ kind: "statement", id: statementId })}>{t("toJournals")}</Link> }] : []),
          ]} />
        </Card>
        <MadeOf sums={statement.sums} />
      </div>
      <TaxOfStatement statement={statement} />
      {statement.disputes.length > 0 && <Section title={t("tabs.disputes")}><DisputeList disputes={statement.disputes} withStatement={false} /></Section>}
      <Section title={t("lines")}>
        <LinkTabs label={t("lineKinds")} tabs={[
          { href: href({}), label: t("all"), count: number(statement.sums.lines), current: !kind && !disputed },
          ...ENTRY_KINDS.filter((each) => statement.sums[each].amount !== "0" || each === kind).map((each) => ({ href: href({ kind: each }), label: t(`kinds.${each}`), current: each === kind })),
          ...(statement.disputes.length > 0 ? [{ href: href({ disputed: "1" }), label: t("disputedLines"), current: disputed }] : []),
        ]} />
        <Card flush>{lines.rows.length === 0 ? <EmptyState level={3} title={t("noLines")} description={t("noLinesText")} /> : <LineTable rows={lines.rows} caption={t("lines")} />}</Card>
        <Paging label={t("lines")} path={path} asked={asked} next={lines.nextCursor ?? undefined} />
      </Section>
    </Page>
  )
}
