import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, Page, Section } from "@entrepot/ui"
import { Inbox } from "#approvals/inbox.tsx"
import { Delegations } from "#approvals/delegations.tsx"
import { CreditNoteList } from "#credit-notes/credit-note-list.tsx"
import { Policies } from "#approvals/policies.tsx"
import { api, me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") }
}

/** What waits for this person, and, for who may, the rules that make it wait. */
export default async function ApprovalsPage() {
  const [t, asked, who] = await Promise.all([getTranslations("approvals"), api(), me()])
  const may = (permission: string) => who.permissions.includes(permission)
  const [decidesOrders, decidesNotes] = [may("order.approve"), may("credit_note.approve")]
  const [inbox, waitingNotes, delegations, rules] = await Promise.all([
    decidesOrders ? asked.approvals.inbox({ limit: 100 }) : undefined, decidesNotes ? asked.creditNotes.inbox({ limit: 100 }) : undefined,
    decidesOrders || decidesNotes ? asked.approvals.delegations() : undefined, may("policy.manage") ? asked.policies.list() : undefined,
  ])
  const [orders, notes] = [inbox?.entries ?? [], waitingNotes?.entries ?? []]
  return (
    <Page title={t("title")} meta={(inbox ?? waitingNotes) && <>{(orders.length > 0 || notes.length === 0) && <span>{t("count", { count: orders.length })}</span>}{notes.length > 0 && <span>{t("countNotes", { count: notes.length })}</span>}</>}>
      {notes.length > 0 && <Section title={t("creditNotes")}><Card flush><CreditNoteList rows={notes} caption={t("creditNotes")} seller /></Card></Section>}
      {(inbox ?? waitingNotes) && (orders.length > 0 || notes.length === 0) && <Inbox entries={orders} />}
      {delegations && <Delegations delegations={delegations} />}
      {rules && <Policies policies={rules.policies} facts={rules.facts} />}
    </Page>
  )
}
