"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import type { Account, AccountGroup, AccountPage } from "@entrepot/domain/tenancy"
import { Badge, Card, CodeText, DataTable, EmptyState, FilterBar, LoadMore, SearchInput, type Column } from "@entrepot/ui"
import { useTRPCClient } from "../client/trpc.ts"

type Props = { page: AccountPage; groups: readonly AccountGroup[]; search: string }

/** Enter or a click opens an account's page. */
export function AccountList({ page, groups, search }: Props) {
  const t = useTranslations("accounts")
  const common = useTranslations("common")
  const router = useRouter()
  const more = useMore(page, search)
  const groupName = (code: string) => groups.find((group) => group.code === code)?.name ?? code
  const columns: Column<Account>[] = [
    { id: "number", header: t("number"), cell: (row) => <CodeText>{row.number}</CodeText> },
    { id: "name", header: t("name"), primary: true, cell: (row) => row.name },
    { id: "group", header: t("group"), from: "md", cell: (row) => groupName(row.accountGroup) },
    { id: "poPolicy", header: t("poPolicy"), from: "lg", cell: (row) => t(`po.${row.poPolicy}`) },
    { id: "terms", header: t("terms"), from: "lg", cell: (row) => [row.prepaid && t("prepaid"), row.taxExempt && t("taxExempt")].filter(Boolean).join(", ") || "–" },
    { id: "status", header: t("status"), cell: (row) => <Badge tone={row.status === "active" ? "success" : "danger"}>{t(`statuses.${row.status}`)}</Badge> },
  ]
  return (
    <>
      <FilterBar label={t("filter")}>
        <form className="w-full sm:max-w-xs" onSubmit={(event) => { event.preventDefault(); router.push(hrefOf(String(new FormData(event.currentTarget).get("q") ?? ""))) }}>
          <SearchInput name="q" label={t("search")} defaultValue={search} labels={{ clear: t("clear") }} onSearch={(text) => text === "" && search !== "" && router.push("/accounts")} />
        </form>
      </FilterBar>
      <Card flush>
        <DataTable caption={t("title")} rows={[...page.rows, ...more.rows]} columns={columns} rowKey={(row) => row.accountId} rowHref={(row) => `/accounts/${row.accountId}`}
          empty={<EmptyState title={t("emptyTitle")} description={t("emptyText", { search })} />}
          footer={more.load && <LoadMore label={common("loadMore")} loading={more.loading} onLoadMore={more.load} />} />
      </Card>
    </>
  )
}

function hrefOf(search: string): string {
  return search.trim() ? `/accounts?q=${encodeURIComponent(search.trim())}` : "/accounts"
}

function useMore(first: AccountPage, search: string) {
  const client = useTRPCClient()
  const [page, setPage] = useState<{ rows: readonly Account[]; cursor: string | null }>({ rows: [], cursor: first.nextCursor })
  const [loading, setLoading] = useState(false)
  const load = async (cursor: string) => {
    setLoading(true)
    const next = await client.account.list.query({ search, cursor, limit: 100 }).finally(() => setLoading(false))
    setPage(({ rows }) => ({ rows: [...rows, ...next.rows], cursor: next.nextCursor }))
  }
  const { rows, cursor } = page
  return { rows, loading, load: cursor ? () => void load(cursor) : undefined }
}
