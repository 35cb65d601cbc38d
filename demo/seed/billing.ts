import { scoped } from "@entrepot/db"
import { billServices, decideCreditNote, handlers, invoiceView, listInvoices, recordPayment, requestCreditNote, runDunning, saveAccountTerms, saveBillingProfile } from "@entrepot/domain/billing"
import type { InvoiceView, RequestCreditNote } from "@entrepot/domain/billing/contract"
import { Temporal } from "@entrepot/kernel"
import { asPerson, asTenant, asWorker, type Pools } from "./actors.ts"
import { hear } from "./hear.ts"
import type { Seeded } from "./partner.ts"
import { BEGAN_DAYS_AGO } from "./subscriptions.ts"

/** Where each partner's customers send their money: numbers that banks publish as examples. */
const REMIT_TO: Readonly<Record<string, { readonly iban?: string; readonly bic?: string; readonly bank: string; readonly accountNumber?: string; readonly routingNumber?: string }>> = {
  EUR: { iban: "DE89370400440532013000", bic: "COBADEFFXXX", bank: "Demo Bank" },
  USD: { bank: "Demo National Bank", accountNumber: "000123456789", routingNumber: "110000000" },
}
/** How many days after the due day an invoice is paid, in turn: most are paid before it. */
const DAYS_LATE = [-1, -3, 2, -1, 5] as const
/** How money moves from bank to bank, by its currency. */
const TRANSFER: Readonly<Record<string, string>> = { EUR: "SEPA", USD: "ACH" }
/** Who has not paid what fell due within so many days; those stand at several stages of dunning. */
const OWES_DAYS: Readonly<Record<string, number>> = { "ZW-1005": 28, "BP-2003": 42, "AM-3002": 25, "AM-3004": 60 }
/** What of the others fell due so many days ago, the latest account with any, is open where nobody named above owes anything: somebody is late on every day of the year. */
const LATE_DAYS = { most: 27, least: 4 } as const
/** Dunning has run every day for so long. */
const DUNNED_DAYS = 60

/** How each partner invoices, and what each customer agreed to. Before anything is invoiced. */
export async function seedTerms(pools: Pools, seeded: readonly Seeded[], since: Temporal.Instant): Promise<void> {
  for (const { partner, tenantId, accountId } of seeded) {
    const bank = REMIT_TO[partner.currency] ?? REMIT_TO["EUR"]!
    await asTenant(pools, tenantId, async (work) => {
      await saveBillingProfile(work, {
        taxRounding: "per_line", netDays: 30, discountPercent: "0", discountDays: 0, invoicePrefix: `${partner.code.slice(0, 2).toUpperCase()}-INV-`, creditPrefix: `${partner.code.slice(0, 2).toUpperCase()}-CN-`,
        remitTo: { holder: partner.legalName, ...bank }, creditThreshold: { amount: "20000", currency: partner.currency }, writeOffThreshold: { amount: "20000", currency: partner.currency }, expectedVersion: 0,
      })
      for (const { code, kind, paymentTermsDays } of partner.accounts) if (kind !== "house") await saveAccountTerms(work, { accountId: accountId.get(code)!, netDays: paymentTermsDays })
    }, { now: since })
  }
}

/** What shipped is invoiced as it was then, and what fell due was paid by bank transfer. What is not due yet is open. */
export async function seedInvoices(pools: Pools, seeded: readonly Seeded[]): Promise<void> {
  for (const partner of seeded) {
    await hear(pools, handlers, partner.tenantId, "ordering.order_confirmed")
    await hear(pools, handlers, partner.tenantId, "fulfilment.shipment_shipped")
  }
  const now = Temporal.Now.instant()
  // A service is billed when it begins, and earned up to today: what is left of its month stays deferred.
  for (const days of [BEGAN_DAYS_AGO - 1, 0]) await asWorker(pools, undefined, billServices, { now: now.subtract({ hours: 24 * days }) })
  for (const partner of seeded) await payWhatFellDue(pools, partner)
  for (let days = DUNNED_DAYS; days > 0; days--) await asWorker(pools, undefined, (work) => runDunning(work), { now: now.subtract({ hours: 24 * days }) })
  await asWorker(pools, undefined, (work) => runDunning(work))
}

async function payWhatFellDue(pools: Pools, { tenantId, accountId }: Seeded): Promise<void> {
  const codes = new Map([...accountId].map(([code, id]) => [id, code]))
  const [open, numbers] = await asWorker(pools, tenantId, async (work) => [
    await scoped(work, "billing.open_item").select(["invoice_id", "account_id", "currency", "open_minor", "due_on"]).orderBy("due_on").orderBy("invoice_id").execute(),
    new Map((await scoped(work, "billing.invoice").select(["invoice_id", "number"]).execute()).map((row) => [row.invoice_id, row.number])),
  ])
  const today = Temporal.Now.plainDateISO("UTC")
  const daysLate = ({ due_on }: { due_on: string }) => Temporal.PlainDate.from(due_on).until(today).days
  const isNamed = (item: { account_id: string; due_on: string }) => daysLate(item) <= (OWES_DAYS[codes.get(item.account_id) ?? ""] ?? -Infinity)
  const isLate = (item: { account_id: string; due_on: string }) => daysLate(item) >= LATE_DAYS.least && daysLate(item) <= LATE_DAYS.most
  const debtor = open.some((item) => isNamed(item) && isLate(item)) ? undefined : open.filter(isLate).toSorted((a, b) => ((codes.get(a.account_id) ?? "") < (codes.get(b.account_id) ?? "") ? 1 : -1))[0]?.account_id
  for (const [index, item] of open.entries()) {
    const paidOn = Temporal.PlainDate.from(item.due_on).add({ days: DAYS_LATE[index % DAYS_LATE.length]! })
    const isOwed = isNamed(item) || (item.account_id === debtor && isLate(item))
    if (!item.open_minor || isOwed || Temporal.PlainDate.compare(paidOn, today) >= 0) continue
    const amount = { amount: item.open_minor.toString(), currency: item.currency }
    await asTenant(pools, tenantId, (work) => recordPayment(work, {
      requestKey: item.invoice_id, accountId: item.account_id, paidBy: "bank_transfer", amount, receivedOn: paidOn.toString(), reference: `${TRANSFER[item.currency] ?? "SWIFT"} ${numbers.get(item.invoice_id) ?? ""}`, invoices: [{ invoiceId: item.invoice_id, amount }],
    }), { now: paidOn.toZonedDateTime({ timeZone: "UTC", plainTime: "11:00" }).toInstant() })
  }
}

const WHY = {
  goodwill: { en: "With our apologies for the late delivery.", de: "Mit der Bitte um Entschuldigung für die späte Lieferung.", fr: "Avec nos excuses pour la livraison tardive." },
  goods_returned: { en: "The delivery came back unopened.", de: "Die Lieferung kam ungeöffnet zurück.", fr: "La livraison est revenue non ouverte." },
} as const

/** One customer of each partner got something back, and a larger credit note waits for somebody else's word. */
export async function seedCreditNotes(pools: Pools, seeded: readonly Seeded[]): Promise<void> {
  for (const { partner, accountId, members } of seeded) {
    const clerk = [...members.values()].find(({ role }) => role === "dealer_finance")
    const customer = partner.accounts.filter(({ kind }) => kind !== "house")[1]
    if (!clerk || !customer) throw new Error(`${partner.name} has nobody who invoices, or nobody to invoice.`)
    const returned = await asPerson(pools, clerk, clerk.accountId, async (work) => {
      const { rows } = await listInvoices(work, { accountId: accountId.get(customer.code)!, status: ["open", "partly_paid", "paid"], limit: 50 })
      const [dearest, other] = rows.toSorted((left, right) => Number(right.total.amount) - Number(left.total.amount))
      const ask = async (invoiceId: string, reasonCode: keyof typeof WHY, lines: (of: InvoiceView["lines"]) => RequestCreditNote["lines"]) =>
        requestCreditNote(work, { requestKey: invoiceId, invoiceId, reasonCode, reason: WHY[reasonCode][partner.language], lines: lines((await invoiceView(work, { invoiceId })).lines) })
      const back = dearest && await ask(dearest.invoiceId, "goods_returned", (all) => all.map(({ lineId, creditable }) => ({ lineId, quantity: creditable.quantity })))
      if (other) await ask(other.invoiceId, "goodwill", (all) => all.slice(0, 1).map(({ lineId, creditable: { net } }) => ({ lineId, net: { ...net, amount: String(BigInt(net.amount) / 10n + 1n) } })))
      return back
    })
    // One partner has taken its goods back already, so the distributor takes them back as well; at the others somebody still has to agree.
    const administrator = [...members.values()].find(({ role }) => role === "dealer_admin")
    if (partner === seeded.at(-1)?.partner && administrator && returned?.status === "awaiting_approval") {
      const { creditNoteId } = returned
      await asPerson(pools, administrator, administrator.accountId, (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))
    }
  }
}
