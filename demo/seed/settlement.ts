import { scoped, type Work } from "@entrepot/db"
import { closePeriod, setExchangeRate } from "@entrepot/domain/ledger"
import { draftStatements, handlers, issueStatement, listStatements, raiseDispute, saveAgreement, settleStatement, statementLines } from "@entrepot/domain/settlement"
import { Temporal } from "@entrepot/kernel"
import { asNetwork, asPerson, asWorker, type Pools } from "./actors.ts"
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

/** Before anything is posted: the rates of the last months, and what each partner agreed with the distributor. */
export async function seedAgreements(pools: Pools, seeded: readonly Seeded[], since: Temporal.Instant): Promise<void> {
  const first = since.toZonedDateTimeISO("Europe/Berlin").toPlainDate().with({ day: 1 })
  await asNetwork(pools, async (work) => {
    for (const [index, partner] of seeded.entries()) await saveAgreement(work, { tenantId: partner.tenantId, expectedVersion: 0, ...AGREEMENTS[index % AGREEMENTS.length]! })
    for (const [from, rates] of Object.entries(RATES)) {
      for (const [months, rate] of rates.entries()) await setExchangeRate(work, { from, to: "EUR", effectiveOn: first.add({ months }).toString(), rate, source: "Demo bank" })
    }
  }, { now: since })
}

/**
 * What shipped is settled as the worker would have settled it then; the months that are over get their statements. The older
 * ones are paid and their months closed, and somebody does not agree with a line of the latest.
 */
export async function seedSettlement(pools: Pools, seeded: readonly Seeded[], today: string): Promise<void> {
  for (const { tenantId } of seeded) await hear(pools, handlers, tenantId, "fulfilment.shipment_shipped")
  const current = Temporal.PlainYearMonth.from(today)
  const begins = current.subtract({ months: 6 })
  for (let month = begins; Temporal.PlainYearMonth.compare(month, current) < 0; month = month.add({ months: 1 })) {
    const isLast = month.add({ months: 1 }).equals(current)
    const at = month.add({ months: 1 }).toPlainDate({ day: 3 }).toZonedDateTime({ timeZone: "Europe/Berlin", plainTime: "09:30" }).toInstant()
    const now = Temporal.Instant.compare(at, Temporal.Now.instant()) < 0 ? at : Temporal.Now.instant()
    await issueAll(pools, month.toString(), now, !isLast)
    if (isLast) await disagree(pools, seeded, now)
  }
  await hear(pools, handlers, undefined, "settlement.statement_settled")
  for (let month = begins; Temporal.PlainYearMonth.compare(month, current.subtract({ months: 1 })) < 0; month = month.add({ months: 1 })) await closeMonth(pools, month.toString())
}

async function issueAll(pools: Pools, period: string, now: Temporal.Instant, paid: boolean): Promise<void> {
  await asNetwork(pools, (work) => draftStatements(work, { period }), { now })
  const { rows } = await asNetwork(pools, (work) => listStatements(work, { period, status: ["draft"], limit: 100 }), { now })
  for (const { statementId, partner } of rows) {
    await asNetwork(pools, (work) => issueStatement(work, { statementId, expectedVersion: 1 }), { now })
    if (!paid) continue
    const later = now.add({ hours: 24 * 9 })
    await asNetwork(pools, (work) => settleStatement(work, { statementId, expectedVersion: 2, reference: `SEPA ${period} ${partner.name}`, paidOn: later.toZonedDateTimeISO("Europe/Berlin").toPlainDate().toString() }), { now: later })
  }
}

/** The first partner's administrator misses something that the latest statement charges. */
async function disagree(pools: Pools, seeded: readonly Seeded[], now: Temporal.Instant): Promise<void> {
  for (const { members } of seeded) {
    const member = [...members.values()].find(({ role }) => role === "dealer_admin")
    if (!member) continue
    const asPartner = <T>(task: (work: Work) => Promise<T>) => asPerson(pools, member, member.accountId, task, { now: now.add({ hours: 26 }) })
    const [statement] = (await asPartner((work) => listStatements(work, { limit: 1 }))).rows
    if (statement?.status !== "issued") continue
    const { rows } = await asPartner((work) => statementLines(work, { statementId: statement.statementId, kind: "supply", limit: 20 }))
    const line = rows.find(({ amount }) => BigInt(amount.amount) > 2_000n)
    if (!line) continue
    await asPartner((work) => raiseDispute(work, { statementId: statement.statementId, entryId: line.entryId, reasonCode: "wrong_quantity", reason: `${line.document.number}: less arrived than was packed.`, claim: { amount: (BigInt(line.amount.amount) / 2n).toString(), currency: line.amount.currency } }))
    return
  }
}

async function closeMonth(pools: Pools, period: string): Promise<void> {
  const posted = await asWorker(pools, undefined, (work) => scoped(work, "ledger.balance").select("period").where("tenant_id", "=", 0).where("period", "=", `${period}-01`).limit(1).execute())
  if (posted.length === 0) return
  await asNetwork(pools, (work) => closePeriod(work, { period }))
}
