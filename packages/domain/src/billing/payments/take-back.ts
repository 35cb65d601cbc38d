import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { least } from "@entrepot/kernel"
import { postJournal } from "../../ledger/index.ts"
import { creditOf, enterCredit, type CreditEntry } from "../credits/credit.db.ts"
import { givenBackJournal, receivedKey, takenBackJournal } from "../invoices/journals.ts"
import { openOf } from "../invoices/status.ts"
import { spread } from "./attempt.ts"
import { clearInvoices, type OpenItem } from "./clear.db.ts"

/** What takes money of a payment back, or lets it come again: which of our rows, for the so-manieth time. The items are those that the payment cleared, locked. */
export type TakingBack = {
  readonly kind: "dispute" | "refund"; readonly sourceId: string; readonly movement: number; readonly number: string; readonly on: string; readonly amountMinor: bigint
  readonly payment: { readonly paymentId: string; readonly accountId: string; readonly currency: string }
  readonly items: readonly OpenItem[]
}
export type TakenBack = { readonly invoiceIds: readonly string[]; readonly uncoveredMinor: bigint }
type Part = { readonly invoiceId: string; readonly amountMinor: bigint }

const sumOf = (parts: readonly Part[]) => parts.reduce((sum, part) => sum + part.amountMinor, 0n)

/** The invoices that a payment cleared. What it cleared never changes, so that they may be locked after. */
export async function clearedBy(work: Work, paymentId: string): Promise<readonly string[]> {
  const rows = await scoped(work, "billing.clearing").select("invoice_id").distinct().where("source_id", "=", paymentId).where("kind", "=", "payment").execute()
  return rows.map((row) => row.invoice_id)
}

/**
 * Money of a payment is gone again. A dispute opens the payment's invoices, the one due last first, and takes credit for what was none of
 * theirs; a refund takes what is to the account's credit first, because that is what is paid back in the usual course. What is left then, where
 * credit was spent long ago, is nobody's debt: it is lost, and told. Five statements.
 */
export async function takeBack(work: Work, of: TakingBack): Promise<TakenBack> {
  const { accountId, currency } = of.payment
  const [still] = await Promise.all([stillPaid(work, of.payment.paymentId), lockCredit(work, accountId, currency)])
  const credit = await creditOf(work, accountId, currency)
  const paid = sumOf(still)
  const fromCredit = of.kind === "refund" ? least(of.amountMinor, credit) : least(of.amountMinor - least(of.amountMinor, paid), credit)
  const parts = spreadOver(of.amountMinor - fromCredit, [...still].sort((one, other) => (dueOn(of.items, one) < dueOn(of.items, other) ? 1 : -1)))
  const uncoveredMinor = of.amountMinor - fromCredit - sumOf(parts)
  const opened = parts.map(({ invoiceId, amountMinor }) => ({ invoiceId, amountMinor: -amountMinor }))
  await enterCredit(work, [entryOf(of, of.kind === "dispute" ? "disputed" : "refunded", -fromCredit)], of.on)
  await clearInvoices(work, of.items, clearingsOf(of, opened), of.on)
  const cleared = parts.map(({ invoiceId, amountMinor }) => ({ invoiceId, before: takenOff(of.items, invoiceId) - amountMinor, amount: amountMinor }))
  await postJournal(work, takenBackJournal(documentOf(of), of.kind, keyOf(of), receivedKey(of.payment.paymentId), { cleared, creditMinor: fromCredit, uncoveredMinor }))
  return { invoiceIds: parts.map((part) => part.invoiceId), uncoveredMinor }
}

/**
 * It came again: to the invoices that it had opened, as far as they are open, then to credit, then to what was lost of it. Whatever an
 * invoice does not wait for any more is credit. Five statements.
 */
export async function giveBack(work: Work, of: TakingBack, lostMinor: bigint): Promise<TakenBack> {
  const [taken, spent] = await Promise.all([openedBy(work, of), creditTakenBy(work, of)])
  const wanted = spreadOver(of.amountMinor, taken)
  const parts = wanted.map(({ invoiceId, amountMinor }) => ({ invoiceId, amountMinor: least(amountMinor, openOf(itemOf(of.items, invoiceId))) })).filter((part) => part.amountMinor > 0n)
  const rest = of.amountMinor - sumOf(wanted)
  const found = least(rest - least(rest, spent), lostMinor)
  const toCredit = of.amountMinor - sumOf(parts) - found
  await enterCredit(work, [entryOf(of, of.kind === "dispute" ? "disputed" : "restored", toCredit)], of.on)
  await clearInvoices(work, of.items, clearingsOf(of, parts), of.on)
  const cleared = parts.map(({ invoiceId, amountMinor }) => ({ invoiceId, before: takenOff(of.items, invoiceId), amount: amountMinor }))
  await postJournal(work, givenBackJournal(documentOf(of), of.kind, keyOf(of), receivedKey(of.payment.paymentId), { cleared, creditMinor: toCredit, uncoveredMinor: found }))
  return { invoiceIds: parts.map((part) => part.invoiceId), uncoveredMinor: -found }
}

const itemOf = (items: readonly OpenItem[], invoiceId: string): OpenItem => items.find((item) => item.invoiceId === invoiceId)!
const dueOn = (items: readonly OpenItem[], { invoiceId }: Part) => `${itemOf(items, invoiceId).dueOn} ${invoiceId}`
const takenOff = (items: readonly OpenItem[], invoiceId: string) => itemOf(items, invoiceId).totalMinor - openOf(itemOf(items, invoiceId))
const keyOf = ({ kind, sourceId, movement }: TakingBack) => `${kind}:${sourceId}:${movement}`
const documentOf = ({ sourceId, number, on, payment }: TakingBack) => ({ id: sourceId, number, accountId: payment.accountId, on, currency: payment.currency })
const clearingsOf = (of: TakingBack, parts: readonly Part[]) => parts.map((part) => ({ ...part, kind: of.kind, sourceId: of.sourceId, businessKey: `${keyOf(of)}:${part.invoiceId}` }))
const entryOf = (of: TakingBack, kind: CreditEntry["kind"], amountMinor: bigint): CreditEntry => ({ accountId: of.payment.accountId, currency: of.payment.currency, kind, businessKey: keyOf(of), sourceId: of.sourceId, invoiceId: null, amountMinor })

/** As much as each of them has, one after the other. */
const spreadOver = (amountMinor: bigint, over: readonly Part[]): readonly Part[] => spread(amountMinor, over.map((part) => ({ ...part, openMinor: part.amountMinor }))).shares

async function lockCredit(work: Work, accountId: string, currency: string): Promise<void> {
  await scoped(work, "billing.credit_balance").select("balance_minor").where("account_id", "=", accountId).where("currency", "=", currency).forNoKeyUpdate().execute()
}

/** What the payment still pays of each invoice: what it cleared, less what disputes and refunds of it opened again. */
async function stillPaid(work: Work, paymentId: string): Promise<readonly Part[]> {
  const { networkId, tenantId } = work.scope
  const of = (table: "dispute" | "refund") => sql`select ${sql.ref(`${table}_id`)} from ${sql.table(`billing.${table}`)} where network_id = ${networkId} and tenant_id = ${tenantId} and payment_id = ${paymentId}`
  const { rows } = await sql<Part>`
    select c.invoice_id as "invoiceId", sum(c.amount_minor)::bigint as "amountMinor" from billing.clearing c
     where c.network_id = ${networkId} and c.tenant_id = ${tenantId} and c.kind in ('payment', 'dispute', 'refund')
       and c.source_id in (select ${paymentId}::uuid union all ${of("dispute")} union all ${of("refund")})
     group by 1 having sum(c.amount_minor) > 0`.execute(work.db)
  return rows
}

async function openedBy(work: Work, { sourceId, kind }: TakingBack): Promise<readonly Part[]> {
  const { rows } = await sql<Part>`
    select c.invoice_id as "invoiceId", -sum(c.amount_minor)::bigint as "amountMinor" from billing.clearing c
     where c.network_id = ${work.scope.networkId} and c.tenant_id = ${work.scope.tenantId} and c.source_id = ${sourceId} and c.kind = ${kind}
     group by 1 having sum(c.amount_minor) < 0 order by 1`.execute(work.db)
  return rows
}

async function creditTakenBy(work: Work, { sourceId, payment: { accountId } }: TakingBack): Promise<bigint> {
  const { rows } = await sql<{ minor: bigint }>`
    select coalesce(-sum(e.amount_minor), 0)::bigint as minor from billing.credit_entry e where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.account_id = ${accountId} and e.source_id = ${sourceId} and e.kind in ('disputed', 'refunded', 'restored')`.execute(work.db)
  return rows[0]!.minor < 0n ? 0n : rows[0]!.minor
}
