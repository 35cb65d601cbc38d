import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { Page } from "@entrepot/ui"
import { AccountList } from "#accounts/account-list.tsx"
import { NewAccountButton } from "#accounts/new-account-button.tsx"
import { api, me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("title") }
}

/** The companies that buy through this portal, with their terms. */
export default async function AccountsPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const [t, who, { account }, { q }] = await Promise.all([getTranslations("accounts"), me(), api(), searchParams])
  if (who.reach !== "tenant" || !who.permissions.includes("account.view")) notFound()
  const manages = who.permissions.includes("account.manage")
  const search = typeof q === "string" ? q : ""
  const [page, groups] = await Promise.all([account.list({ search, limit: 100 }), manages ? account.groups() : []])
  return (
    <Page title={t("title")} actions={manages && <NewAccountButton groups={groups} />} width="normal">
      <AccountList key={search} page={page} groups={groups} search={search} />
    </Page>
  )
}
