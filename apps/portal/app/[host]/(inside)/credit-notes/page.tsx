import { FileMinus } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import type { CreditNoteStatus } from "@entrepot/domain/billing/contract"
import { AccountFilter } from "#accounts/account-filter.tsx"
import { narrowedTo } from "#accounts/narrowed.ts"
import { CreditNoteList } from "#credit-notes/credit-note-list.tsx"
import { CreditNoteTotalsBar } from "#credit-notes/totals.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

const TABS: Readonly<Record<string, CreditNoteStatus[]>> = { all: [], waiting: ["awaiting_approval"], issued: ["issued"], closed: ["rejected", "withdrawn"] }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("creditNotes"))("title") }
}

/** Every credit note that this person may see. A customer sees what was issued to them, so there are no states to choose from. */
export default async function CreditNotesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, formats, who, asked] = await Promise.all([searchParams, getTranslations("creditNotes"), theFormats(), me(), api()])
  const text = (name: string) => (typeof params[name] === "string" && params[name] ? params[name] : undefined)
  const seller = who.reach === "tenant"
  const state = seller && TABS[text("state") ?? ""] ? text("state")! : "all"
  const account = await narrowedTo(params)
  const accountId = account?.accountId
  const [page, totals] = await Promise.all([asked.creditNotes.list({ status: TABS[state] ?? [], ...(accountId && { accountId }), cursor: text("cursor") ?? null }), asked.creditNotes.totals({ ...(accountId && { accountId }) })])
  const href = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams(Object.entries({ state: state === "all" ? undefined : state, account: accountId, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return query.size > 0 ? `/credit-notes?${query.toString()}` : "/credit-notes"
  }
  const waiting = totals.reduce((sum, { waitingCount }) => sum + waitingCount, 0)
  const narrowed = state !== "all" || accountId !== undefined
  const readsInvoices = who.permissions.includes("invoice.view")
  return (
    <Page title={t("title")} actions={readsInvoices && <LinkButton href="/invoices">{t("toInvoices")}</LinkButton>}>
      <CreditNoteTotalsBar totals={totals} seller={seller} hrefOf={(tab) => href({ state: seller ? tab : undefined })} t={t} formats={formats} />
      {seller && <LinkTabs label={t("states")} tabs={Object.keys(TABS).map((tab) => ({ href: href({ state: tab === "all" ? undefined : tab }), label: t(`tab.${tab}`), current: tab === state, ...(tab === "waiting" && waiting > 0 && { count: formats.number(waiting) }) }))} />}
      {seller && <AccountFilter chosen={account} />}
      {page.rows.length === 0
        ? <EmptyState icon={<FileMinus aria-hidden />} title={t("emptyTitle")} description={t(narrowed ? "emptyNarrowed" : seller ? "emptySeller" : "emptyBuyer")} actions={narrowed ? <LinkButton href="/credit-notes">{t("showAll")}</LinkButton> : readsInvoices && <LinkButton href="/invoices">{t("toInvoices")}</LinkButton>} />
        : (
          <Card flush footer={(page.nextCursor ?? text("cursor")) && <Pagination label={t("pages")} nextHref={page.nextCursor ? href({ cursor: page.nextCursor }) : undefined} previousHref={text("cursor") ? href({}) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
            <CreditNoteList rows={page.rows} caption={t("title")} seller={seller} />
          </Card>
        )}
    </Page>
  )
}
