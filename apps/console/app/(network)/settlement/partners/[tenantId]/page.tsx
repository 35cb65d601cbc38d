import { Card, DescriptionList, EmptyState, LinkButton, LinkTabs, MoneyText, Page, Section } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { getFormats } from "../../../../../src/format/server.ts"
import { one, Paging, type Asked } from "../../../../../src/list/paging.tsx"
import { found } from "../../../../../src/page/found.ts"
import { api, may, signedIn } from "../../../../../src/session.ts"
import { LineTable } from "../../../../../src/settlement/line-table.tsx"
import { MadeOf } from "../../../../../src/settlement/made-of.tsx"
import { Sums } from "../../../../../src/settlement/sums.tsx"
import { Adjust } from "./adjust.tsx"
import { EditAgreement } from "./edit-agreement.tsx"

type Props = { params: Promise<{ tenantId: string }>; searchParams: Promise<Asked> }

/** What was agreed with one partner, and what its next statement will say. */
export default async function PartnerSettlementPage({ params, searchParams }: Props) {
  const [{ tenantId: text }, asked, ask, session, t, { money, day, number, instant }] = await Promise.all([params, searchParams, api(), signedIn(), getTranslations("settlement"), getFormats()])
  const tenantId = Number(text)
  if (!Number.isInteger(tenantId) || tenantId < 1) notFound()
  const [next, agreement] = await Promise.all([found(ask.settlement.next({ tenantId })), found(ask.settlement.agreement({ tenantId }))])
  const shown = next.currencies.find(({ currency }) => currency === one(asked, "currency")) ?? next.currencies[0]
  const lines = shown && (await found(ask.settlement.nextLines({ tenantId, currency: shown.currency, limit: 50, cursor: one(asked, "after") ?? null })))
  const noRight = may(session, "network.settlement.manage") ? undefined : t("noRight")
  const path = `/settlement/partners/${tenantId}`
  return (
    <Page title={next.partner.name} meta={t("nextLead")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/settlement/next" }, { label: next.partner.name }] }}
      actions={<><LinkButton href={`/settlement?tenant=${tenantId}`}>{t("tabs.statements")}</LinkButton>{shown && <Adjust tenantId={tenantId} partner={next.partner.name} currency={shown.currency} disabledReason={noRight} />}</>}>
      {next.currencies.length > 1 && <LinkTabs label={t("currency")} tabs={next.currencies.map(({ currency }) => ({ href: `${path}?currency=${currency}`, label: currency, current: currency === shown?.currency }))} />}
      <div className="grid items-start gap-5 lg:grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))]">
        <Card title={t("agreement.title")} actions={<EditAgreement key={agreement?.version ?? 0} tenantId={tenantId} agreement={agreement} disabledReason={noRight} />}>
          {!agreement ? <p className="text-sm text-muted">{t("agreement.noneText")}</p> : (
            <DescriptionList items={[
              { term: t("agreement.percent"), value: t("agreement.commission", { percent: number(agreement.commissionPercent) }) },
              { term: t("agreement.collects"), value: t(agreement.collects ? "agreement.collectsYou" : "agreement.collectsPartner") },
              { term: t("agreement.paymentDays"), value: t("agreement.days", { days: agreement.paymentDays }) },
              { term: t("agreement.clawBack"), value: agreement.clawBack.length > 0 ? agreement.clawBack.map((reason) => t(`agreement.clawBacks.${reason}`)).join(", ") : t("agreement.clawBackNone") },
              { term: t("agreement.draftDay"), value: t("agreement.dayOfMonth", { day: agreement.draftDay }) },
              ...(agreement.note ? [{ term: t("agreement.note"), value: agreement.note }] : []),
              { term: t("agreement.versionTerm"), value: number(agreement.version), hint: t("agreement.since", { who: agreement.by.name, when: instant(agreement.since) }) },
            ]} />
          )}
        </Card>
        {shown && (
          <Card title={t("tabs.next")} description={shown.since ? t("since", { day: day(shown.since.slice(0, 10)) }) : undefined}>
            <Sums sums={shown.sums} />
            {shown.ordered.amount !== "0" && <DescriptionList align="end" className="border-t" items={[{ term: t("ordered"), value: <MoneyText>{money(shown.ordered)}</MoneyText>, hint: t("orderedHint") }]} />}
            {shown.expected.length > 0 && <DescriptionList align="end" className="border-t" items={shown.expected.map(({ from, to, dates, supply }) => ({ term: t("expected", { from: day(from), to: day(to) }), value: <MoneyText>{money(supply)}</MoneyText>, hint: t("expectedHint", { count: dates }) }))} />}
          </Card>
        )}
        {shown && <MadeOf sums={shown.sums} />}
      </div>
      <Section title={t("lines")}>
        <Card flush>{!lines || lines.rows.length === 0 ? <EmptyState level={3} title={t("nothingNext")} description={t("nothingNextText")} actions={<LinkButton href={`/settlement?tenant=${tenantId}`}>{t("tabs.statements")}</LinkButton>} /> : <LineTable rows={lines.rows} caption={t("lines")} />}</Card>
        {lines && <Paging label={t("lines")} path={path} asked={asked} next={lines.nextCursor ?? undefined} />}
      </Section>
    </Page>
  )
}
