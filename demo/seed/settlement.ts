import { scoped, type Work } from "@entrepot/db"
import { closePeriod, setExchangeRate } from "@entrepot/domain/ledger"
import { draftStatements, handlers, issueStatement, listStatements, raiseDispute, resolveDispute, saveAgreement, saveTaxProfile, settleStatement, statementLines, statementView } from "@entrepot/domain/settlement"
import type { StatementLine } from "@entrepot/domain/settlement/contract"
import { Temporal } from "@entrepot/kernel"
import { network } from "../data/index.ts"
import { asNetwork, asPerson, asWorker, type Member, type Pools } from "./actors.ts"
import { hear } from "./hear.ts"
import type { Seeded } from "./partner.ts"

/** What each partner agreed: the first lets the platform take its card payments in. */
const AGREEMENTS = [
  { commissionPercent: "2.5", collects: true, paymentDays: 14, draftDay: 1, note: "Card payments are taken in for the partner and settled monthly." },
  { commissionPercent: "0", collects: false, paymentDays: 30, draftDay: 3, note: "" },
  { commissionPercent: "0", collects: false, paymentDays: 21, draftDay: 2, note: "" },
] as const

/** Units of the network's currency for one of another's, by month, as they might have been. */
const RATES: Readonly<Record<string, readonly string[]>> = { USD: ["0.921", "0.914", "0.927", "0.909", "0.918", "0.912", "0.905"], GBP: ["1.161", "1.158", "1.163", "1.155", "1.159", "1.152", "1.156"], CHF: ["1.042", "1.047", "1.051", "1.049", "1.055", "1.058", "1.061"] }

/** Before anything is posted: the rates of the last months, who the distributor is by law, and what each partner agreed with it. */
export async function seedAgreements(pools: Pools, seeded: readonly Seeded[], since: Temporal.Instant): Promise<void> {
  const first = since.toZonedDateTimeISO("Europe/Berlin").toPlainDate().with({ day: 1 })
  await asNetwork(pools, async (work) => {
    const { legalName, country, address, taxNumbers, bank, email } = network
    await saveTaxProfile(work, { expectedVersion: 0, legalName, country, address, numbers: [...taxNumbers], remitTo: bank, email })
    for (const [index, partner] of seeded.entries()) await saveAgreement(work, { tenantId: partner.tenantId, expectedVersion: 0, ...AGREEMENTS[index % AGREEMENTS.length]! })
    for (const [from, rates] of Object.entries(RATES)) {
      for (const [months, rate] of rates.entries()) await setExchangeRate(work, { from, to: "EUR", effectiveOn: first.add({ months }).toString(), rate, source: "Demo bank" })
    }
  }, { now: since })
}

/**
 * What shipped and came back is settled as the worker would have settled it then; the months that are over get their statements. The older
 * ones are paid and their months closed in the distributor's books and in every partner's; each partner's latest is open, and two partners do not agree with a line of
 * it. One payment is heard of when its month is closed already: the books take it on the first open day.
 */
export async function seedSettlement(pools: Pools, seeded: readonly Seeded[], today: string): Promise<void> {
  for (const { tenantId } of seeded) {
    await hear(pools, handlers, tenantId, "fulfilment.shipment_shipped")
    await hear(pools, handlers, tenantId, "billing.credit_note_issued")
  }
  const current = Temporal.PlainYearMonth.from(today)
  const late = seeded.at(-1)!
  const months = Array.from({ length: 6 }, (_, ago) => current.subtract({ months: 6 - ago }))
  for (const month of months) {
    const now = past(startOf(month.add({ months: 1 }), 3), 3)
    await issueAll(pools, month.toString(), now)
    const before = month.add({ months: 2 }).equals(current)
    if (before) await settleClaim(pools, seeded[0]!, month.toString(), now)
    if (month.add({ months: 1 }).equals(current)) for (const [index, partner] of [seeded[0]!, late].entries()) await disagree(pools, partner, month.toString(), past(now.add({ hours: 20 + index }), 2 - index))
    else await payAll(pools, month.toString(), now.add({ hours: 24 * 9 }), month.add({ months: 3 }).equals(current) ? late.tenantId : undefined)
  }
  await hear(pools, handlers, undefined, "settlement.entry_adjusted")
  await hear(pools, handlers, undefined, "settlement.statement_settled")
  for (const month of months.slice(0, -1)) await closeMonth(pools, seeded, month)
  // What the bank said in a month that is closed, and nobody saw until now.
  await payAll(pools, current.subtract({ months: 3 }).toString(), startOf(current.subtract({ months: 1 }), 15), undefined, startOf(current.subtract({ months: 2 }), 20))
  await hear(pools, handlers, undefined, "settlement.statement_settled")
}

/** Then, or where that is still to come, so many minutes ago. */
function past(then: Temporal.Instant, minutesAgo: number): Temporal.Instant {
  const latest = Temporal.Now.instant().subtract({ minutes: minutesAgo })
  return Temporal.Instant.compare(then, latest) < 0 ? then : latest
}

function startOf(month: Temporal.PlainYearMonth, day: number): Temporal.Instant {
  return month.toPlainDate({ day }).toZonedDateTime({ timeZone: network.timeZone, plainTime: "09:30" }).toInstant()
}

async function issueAll(pools: Pools, period: string, now: Temporal.Instant): Promise<void> {
  await asNetwork(pools, (work) => draftStatements(work, { period }), { now })
  const { rows } = await asNetwork(pools, (work) => listStatements(work, { period, status: ["draft"], limit: 100 }), { now })
  for (const { statementId } of rows) await asNetwork(pools, (work) => issueStatement(work, { statementId, expectedVersion: 1 }), { now })
}

/** Each statement of a month is paid, but for those of a partner who is late; recorded when it happened, or on the later day that is named. */
async function payAll(pools: Pools, period: string, now: Temporal.Instant, except?: number, paidAt = now): Promise<void> {
  const paidOn = paidAt.toZonedDateTimeISO(network.timeZone).toPlainDate().toString()
  const { rows } = await asNetwork(pools, (work) => listStatements(work, { period, status: ["issued"], limit: 100 }), { now })
  for (const { statementId, partner } of rows.filter((row) => row.partner.tenantId !== except)) {
    const { version } = await asNetwork(pools, (work) => statementView(work, { statementId }), { now })
    await asNetwork(pools, (work) => settleStatement(work, { statementId, expectedVersion: version, reference: `SEPA ${period} ${partner.name}`, paidOn }), { now })
  }
}

type Disputed = { readonly disputeId: string; readonly amount: string; readonly currency: string }

const administratorOf = ({ members, partner }: Seeded): Member => {
  const member = [...members.values()].find(({ role }) => role === "dealer_admin")
  if (!member) throw new Error(`${partner.name} has no administrator.`)
  return member
}

/** A line is the better an example, the more it comes to, and best with tax on it. */
const worth = ({ amount, tax }: StatementLine): number => Number(amount.amount) * (tax?.treatment === "taxed" ? 1_000 : 1)

/** The partner's administrator misses half of something that the month's statement charges; nothing where it has no statement. */
async function disagree(pools: Pools, partner: Seeded, period: string, now: Temporal.Instant): Promise<Disputed | undefined> {
  const member = administratorOf(partner)
  const asPartner = <T>(task: (work: Work) => Promise<T>) => asPerson(pools, member, member.accountId, task, { now })
  const [statement] = (await asPartner((work) => listStatements(work, { period, status: ["issued"], limit: 1 }))).rows
  if (!statement) return undefined
  const { rows } = await asPartner((work) => statementLines(work, { statementId: statement.statementId, kind: "supply", limit: 20 }))
  const [line] = rows.toSorted((one, other) => worth(other) - worth(one))
  if (!line) return undefined
  const [amount, { currency }] = [(BigInt(line.amount.amount) / 2n).toString(), line.amount]
  const { disputeId } = await asPartner((work) => raiseDispute(work, { statementId: statement.statementId, entryId: line.entryId, reasonCode: "wrong_quantity", reason: `${line.document.number}: less arrived than was packed.`, claim: { amount, currency } }))
  return { disputeId, amount, currency }
}

/** A claim that the distributor granted in part: the statement that is paid afterwards shows what was taken off, with its tax. */
async function settleClaim(pools: Pools, partner: Seeded, period: string, now: Temporal.Instant): Promise<void> {
  const claim = await disagree(pools, partner, period, now.add({ hours: 26 }))
  if (!claim) return
  const { disputeId, amount, currency } = claim
  const granted = { amount: (BigInt(amount) / 2n + 1n).toString(), currency }
  await asNetwork(pools, (work) => resolveDispute(work, { disputeId, verdict: "accepted", answer: "The packing list says so as well, for half of it.", amount: granted }), { now: now.add({ hours: 50 }) })
}

/** A month that has journals is closed about two weeks after its end: by the distributor, then by each partner's administrator. */
async function closeMonth(pools: Pools, seeded: readonly Seeded[], month: Temporal.PlainYearMonth): Promise<void> {
  const [period, now] = [month.toString(), startOf(month.add({ months: 1 }), 14)]
  const posted = await asWorker(pools, undefined, (work) => scoped(work, "ledger.balance").select("tenant_id").distinct().where("period", "=", `${period}-01`).execute())
  const books = new Set(posted.map(({ tenant_id: tenantId }) => tenantId))
  if (books.has(0)) await asNetwork(pools, (work) => closePeriod(work, { period }), { now })
  for (const partner of seeded.filter(({ tenantId }) => books.has(tenantId))) {
    const member = administratorOf(partner)
    await asPerson(pools, member, member.accountId, (work) => closePeriod(work, { period }), { now: now.add({ hours: 1 }) })
  }
}
