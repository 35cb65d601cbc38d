import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, DescriptionList, EmptyState, Link, Page, SplitView } from "@entrepot/ui"
import type { OpenItemView } from "@entrepot/domain/billing/contract"
import { Temporal } from "@entrepot/kernel"
import { isNothing } from "#invoices/amount.ts"
import { DownloadButton } from "#invoices/download.tsx"
import { AccountFilter } from "#accounts/account-filter.tsx"
import { narrowedTo } from "#accounts/narrowed.ts"
import { AgeingChart } from "#statement/ageing.tsx"
import { StatementEntries } from "#statement/entries.tsx"
import { StatementPeriod } from "#statement/period.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statement"))("title") }
}

/** What the account was charged and paid in a period, what is open now and how old it is. */
export default async function StatementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, domain, formats, asked, who] = await Promise.all([searchParams, getTranslations("statement"), getTranslations("domain"), theFormats(), api(), me()])
  const today = formats.today()
  const [from, to] = [dayOf(params["from"]) ?? Temporal.PlainDate.from(today).subtract({ months: 3 }).with({ day: 1 }).toString(), dayOf(params["to"]) ?? today]
  const currency = typeof params["currency"] === "string" && /^[A-Z]{3}$/.test(params["currency"]) ? params["currency"] : undefined
  const account = await narrowedTo(params)
  const statement = await asked.statements.statement({ from, to, ...(account && { accountId: account.accountId }), ...(currency && { currency }) })
  const query = new URLSearchParams({ from, to, currency: statement.currency, ...(account && { accountId: account.accountId }) }).toString()
  return (
    <Page title={t("title")} meta={<><span>{statement.accountName}</span><span>{formats.day(from)} – {formats.day(to)}</span></>}
      actions={<><DownloadButton href={`/files/statement.pdf?${query}`}>{t("downloadPdf")}</DownloadButton><DownloadButton href={`/files/statement.csv?${query}`}>{t("downloadCsv")}</DownloadButton></>}>
      {who.reach === "tenant" && <AccountFilter chosen={account} />}
      <StatementPeriod key={query} from={from} to={to} currency={statement.currency} currencies={statement.currencies} />
      <SplitView asideLabel={t("ageing")} aside={<>
        <Card title={t("ageing")}><AgeingChart ageing={statement.ageing} /></Card>
        <Card title={t("balances")}><DescriptionList align="end" items={[
          { term: t("opening"), value: formats.money(statement.opening) }, { term: t("closing"), value: formats.money(statement.closing) },
          { term: t("openNow"), value: formats.money(statement.ageing.total) }, ...(isNothing(statement.credit) ? [] : [{ term: t("creditNow"), value: formats.money(statement.credit) }]),
        ]} /></Card>
      </>}>
        <Card title={t("entries")} flush>{statement.entries.length === 0 ? <EmptyState level={3} title={t("nothing")} description={t("nothingText")} /> : <StatementEntries statement={statement} t={t} domain={domain} formats={formats} />}</Card>
        {statement.openItems.length > 0 && <Card title={t("openItems")}><ul className="grid gap-2 text-sm">{statement.openItems.map((item) => <li key={item.invoiceId} className="flex flex-wrap justify-between gap-2"><span><Link href={`/invoices/${item.invoiceId}`}>{item.number}</Link> <span className="text-muted">{dueText(item, t, formats)}</span></span><span className="tabular-nums">{formats.money(item.open)}</span></li>)}</ul></Card>}
      </SplitView>
    </Page>
  )
}

function dueText({ dueOn, overdueDays }: OpenItemView, t: Awaited<ReturnType<typeof getTranslations>>, formats: Awaited<ReturnType<typeof theFormats>>): string {
  return overdueDays > 0 ? t("late", { days: overdueDays, day: formats.day(dueOn) }) : t("due", { day: formats.day(dueOn) })
}

/** A day that somebody may have typed into the address. */
function dayOf(text: string | string[] | undefined): string | undefined {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    return undefined
  }
}
