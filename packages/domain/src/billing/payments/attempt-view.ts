import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson, Refusal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { AttemptRef, QuotePayment, type AttemptStatus, type AttemptView, type PaymentQuote } from "../contract.ts"
import { creditOf } from "../credits/credit.db.ts"
import { openOf } from "../invoices/status.ts"
import { underWay } from "./attempt.db.ts"
import { findOpenItems } from "./clear.db.ts"
import { methodsOf, takesCards } from "./method.db.ts"
import { discountToday, moneyOf } from "./shares.ts"

type Row = Omit<AttemptView, "amount" | "createdAt" | "settledAt"> & { readonly amountMinor: bigint; readonly currency: string; readonly createdAt: Date; readonly settledAt: Date | null }

/** How a payment is getting on. Refuses `billing.attempt_not_found`. */
export async function attemptView(work: Work, input: AttemptRef): Promise<AttemptView> {
  authorize(work, "invoice.pay")
  const [view] = await attemptViews(work, sql`a.attempt_id = ${AttemptRef.parse(input).attemptId}`)
  if (!view) throw new Refusal("billing.attempt_not_found", "not_found")
  return view
}

/** Attempts as pages show them, the latest first. One statement. */
export async function attemptViews(work: Work, where: RawBuilder<unknown>): Promise<readonly AttemptView[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<Row>`
    select a.attempt_id as "attemptId", a.status, a.cause, a.amount_minor as "amountMinor", a.currency, initcap(m.brand) || ' •••• ' || m.last4 as method, a.redirect_url as "redirectUrl", a.decline, a.code,
           a.created_at as "createdAt", a.settled_at as "settledAt", a.return_path as "returnPath",
           (select coalesce(json_agg(x.invoice_id), '[]') from billing.attempt_invoice x where (x.network_id, x.tenant_id, x.account_id, x.attempt_id) = (a.network_id, a.tenant_id, a.account_id, a.attempt_id)) as "invoiceIds"
      from billing.payment_attempt a join billing.payment_method m on (m.network_id, m.tenant_id, m.account_id, m.method_id) = (a.network_id, a.tenant_id, a.account_id, a.method_id)
     where a.network_id = ${networkId} and a.tenant_id = ${tenantId} ${accountId ? sql`and a.account_id = ${accountId}` : sql``} and ${where}
     order by a.created_at desc, a.attempt_id desc limit 50`.execute(work.db)
  return rows.map(({ amountMinor, currency, createdAt, settledAt, ...row }) => ({ ...row, status: row.status as AttemptStatus, amount: moneyToJson(moneyOf(amountMinor, currency)), createdAt: createdAt.toISOString(), settledAt: settledAt?.toISOString() ?? null }))
}

/** What paying these invoices today takes, and with what it could be paid. Refuses what paying would refuse of the choice itself. */
export async function quotePayment(work: Work, input: QuotePayment): Promise<PaymentQuote> {
  authorize(work, "invoice.pay")
  const { invoiceIds } = QuotePayment.parse(input)
  const [items, busy, tenant, cards] = await Promise.all([findOpenItems(work, invoiceIds), underWay(work, invoiceIds), getTenant(work), takesCards(work)])
  const [first] = items
  if (!first || items.length !== new Set(invoiceIds).size) throw new Refusal("billing.invoice_not_found", "not_found")
  if (items.some((item) => item.accountId !== first.accountId)) throw new Refusal("billing.invoices_of_several_accounts", "invalid")
  if (items.some((item) => item.currency !== first.currency)) throw new Refusal("billing.invoices_of_several_currencies", "invalid")
  const [methods, credit] = await Promise.all([methodsOf(work, first.accountId), creditOf(work, first.accountId, first.currency)])
  const today = businessDate(work.now, tenant.zone).toString()
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, first.currency))
  const lines = items.map((item) => ({ item, open: openOf(item), discount: discountToday(item, today) }))
  const sum = (pick: (line: (typeof lines)[number]) => bigint) => lines.reduce((all, line) => all + pick(line), 0n)
  return {
    currency: first.currency, methods, cards: cards ? { allowed: true } : { allowed: false, why: "billing.cards_are_not_offered" },
    lines: lines.map(({ item, open, discount }) => ({ invoiceId: item.invoiceId, number: item.number, dueOn: item.dueOn, open: amount(open), discount: amount(discount), toPay: amount(open - discount), blockedBy: busy.get(item.invoiceId) ?? null })),
    open: amount(sum((line) => line.open)), discount: amount(sum((line) => line.discount)), credit: amount(credit), toPay: amount(sum((line) => line.open - line.discount)),
  }
}
