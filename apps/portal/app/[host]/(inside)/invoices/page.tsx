import { FileText } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, FilterBar, FilterRow, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import type { InvoiceStatus } from "@entrepot/domain/billing/contract"
import { ListFilters } from "#list/list-filters.tsx"
import { AccountFilter } from "#accounts/account-filter.tsx"
import { narrowedTo } from "#accounts/narrowed.ts"
import { InvoiceList } from "#invoices/invoice-list.tsx"
import { Totals } from "#invoices/totals.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

/** What a tab shows; "overdue" is not a state of its own, but what everybody looks for first. */
const TABS: Readonly<Record<string, { status: InvoiceStatus[]; overdue?: boolean }>> = {
  all: { status: [] }, open: { status: ["open", "partly_paid"] }, overdue: { status: ["open", "partly_paid"], overdue: true }, paid: { status: ["paid"] }, closed: { status: ["void", "uncollectible"] }, draft: { status: ["draft"] },
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("title") }
}

/** Every invoice that this person may see, with what is open of it; several are paid at once. */
export default async function InvoicesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, formats, who, asked] = await Promise.all([searchParams, getTranslations("invoices"), theFormats(), me(), api()])
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined)
  const state = text("state") && TABS[text("state")!] ? text("state")! : "all"
  const account = await narrowedTo(params)
  const only = account && { accountId: account.accountId }
  const writes = who.permissions.includes("credit_note.issue")
  const [subscriptionId, orderId] = [text("subscription"), text("order")]
  const source = { ...(subscriptionId && { subscriptionId }), ...(orderId && { orderId }) }
  const [page, totals] = await Promise.all([asked.invoices.list({ ...TABS[state], ...only, ...source, search: text("search")?.slice(0, 60) ?? "", sort: sortOf(text("sort")), cursor: text("cursor") ?? null }), asked.invoices.totals({ ...only })])
  const href = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams(Object.entries({ state: state === "all" ? undefined : state, search: text("search"), sort: text("sort"), account: account?.accountId, subscription: subscriptionId, order: orderId, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return query.size > 0 ? `/invoices?${query.toString()}` : "/invoices"
  }
  const narrowed = state !== "all" || Boolean(text("search")) || account !== undefined || subscriptionId !== undefined || orderId !== undefined
  return (
    <Page title={t("title")} actions={<><LinkButton href={account ? `/statement?account=${account.accountId}` : "/statement"}>{t("toStatement")}</LinkButton>{who.permissions.includes("invoice.pay") && <LinkButton href="/payment-methods">{t("toMethods")}</LinkButton>}{writes && <LinkButton variant="primary" href="/invoices/new">{t("new")}</LinkButton>}</>}>
      <Totals totals={totals} t={t} formats={formats} account={account?.accountId} ofCustomers={who.reach === "tenant" ? t("customersCredit") : undefined} />
      <LinkTabs label={t("states")} tabs={Object.keys(TABS).filter((tab) => tab !== "draft" || writes).map((tab) => ({ href: href({ state: tab === "all" ? undefined : tab }), label: t(`tab.${tab}`), current: tab === state }))} />
      {(subscriptionId ?? orderId) && <FilterBar label={t("filters")} active={[
        ...(subscriptionId ? [{ id: "subscription", label: t("ofOneSubscription"), removeLabel: t("showAll"), removeHref: href({ subscription: undefined }) }] : []),
        ...(orderId ? [{ id: "order", label: t("ofOneOrder"), removeLabel: t("showAll"), removeHref: href({ order: undefined }) }] : []),
      ]} />}
      <FilterRow>
        {who.reach === "tenant" && <AccountFilter chosen={account} />}
        <ListFilters words="invoices" sorts={["newest", "oldest", "due"]} />
      </FilterRow>
      {page.rows.length === 0
        ? <EmptyState icon={<FileText aria-hidden />} title={t("emptyTitle")} description={t(state === "draft" ? "emptyDrafts" : narrowed ? "emptyNarrowed" : "emptyText")} actions={<LinkButton href={narrowed ? "/invoices" : "/orders"}>{t(narrowed ? "showAll" : "toOrders")}</LinkButton>} />
        : (
          <Card flush footer={<Pagination label={t("pages")} nextHref={page.nextCursor ? href({ cursor: page.nextCursor }) : undefined} previousHref={text("cursor") ? href({}) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
            <InvoiceList rows={page.rows} withAccount={who.reach === "tenant"} />
          </Card>
        )}
    </Page>
  )
}

function sortOf(text: string | undefined): "newest" | "oldest" | "due" {
  return text === "oldest" || text === "due" ? text : "newest"
}
