import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { Inbox } from "#approvals/inbox.tsx"
import { Delegations } from "#approvals/delegations.tsx"
import { Policies } from "#approvals/policies.tsx"
import { api, me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") }
}

/** What waits for this person, and, for who may, the rules that make it wait. */
export default async function ApprovalsPage() {
  const [t, asked, who] = await Promise.all([getTranslations("approvals"), api(), me()])
  const mayDecide = who.permissions.includes("order.approve")
  const [inbox, delegations, rules] = await Promise.all([
    mayDecide ? asked.approvals.inbox({ limit: 100 }) : undefined, mayDecide ? asked.approvals.delegations() : undefined, who.permissions.includes("policy.manage") ? asked.policies.list() : undefined,
  ])
  return (
    <Page title={t("title")} meta={inbox && t("count", { count: inbox.entries.length })}>
      {inbox && <Inbox entries={inbox.entries} />}
      {delegations && <Delegations delegations={delegations} />}
      {rules && <Policies policies={rules.policies} facts={rules.facts} />}
    </Page>
  )
}
