import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, Page, Section } from "@entrepot/ui"
import { Inbox } from "#approvals/inbox.tsx"
import { Delegations } from "#approvals/delegations.tsx"
import { CreditNoteList } from "#credit-notes/credit-note-list.tsx"
import { Policies } from "#approvals/policies.tsx"
import { WaitingWriteOff } from "#receivables/write-off-request.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") }
}

/** What waits for this person, and, for who may, the rules that make it wait. */
export default async function ApprovalsPage() {
  const [t, asked, who, formats] = await Promise.all([getTranslations("approvals"), api(), me(), theFormats()])
  const may = (permission: string) => who.permissions.includes(permission)
  const [decidesOrders, decidesNotes] = [may("order.approve"), may("credit_note.approve")]
  const [inbox, waitingNotes, waitingLosses, delegations, rules] = await Promise.all([
    decidesOrders ? asked.approvals.inbox({ limit: 100 }) : undefined, decidesNotes ? asked.creditNotes.inbox({ limit: 100 }) : undefined, decidesNotes ? asked.invoices.writeOffInbox({ limit: 100 }) : undefined,
    decidesOrders || decidesNotes ? asked.approvals.delegations() : undefined, may("policy.manage") ? asked.policies.list() : undefined,
  ])
  const [orders, notes, losses] = [inbox?.entries ?? [], waitingNotes?.entries ?? [], waitingLosses?.entries ?? []]
  const others = notes.length + losses.length
  return (
    <Page title={t("title")} meta={(inbox ?? waitingNotes) && <>{(orders.length > 0 || others === 0) && <span>{t("count", { count: orders.length })}</span>}{notes.length > 0 && <span>{t("countNotes", { count: notes.length })}</span>}{losses.length > 0 && <span>{t("countWriteOffs", { count: losses.length })}</span>}</>}>
      {notes.length > 0 && <Section title={t("creditNotes")}><Card flush><CreditNoteList rows={notes} caption={t("creditNotes")} seller /></Card></Section>}
      {losses.length > 0 && <Section title={t("writeOffs")}><ul className="grid gap-4 lg:grid-cols-2">{losses.map((loss) => <li key={loss.writeOffId}><Card title={formats.money(loss.amount)} {...(loss.onBehalfOf && { description: t("onBehalfOf", { name: loss.onBehalfOf }) })}><WaitingWriteOff request={loss} decide={{ allowed: true }} linked /></Card></li>)}</ul></Section>}
      {(inbox ?? waitingNotes) && (orders.length > 0 || others === 0) && <Inbox entries={orders} />}
      {delegations && <Delegations delegations={delegations} />}
      {rules && <Policies policies={rules.policies} facts={rules.facts} />}
    </Page>
  )
}
