import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { currency, money, Temporal } from "@entrepot/kernel"
import { atOnce, proofsOver, timesOver, type Proofs } from "../testing/proofs.ts"
import { createWorld, type World } from "../testing/index.ts"
import type { LedgerRole } from "./contract.ts"
import { checkBooks, closePeriod, postJournal, setExchangeRate, trialBalance, type Journal } from "./index.ts"

let world: World
let proofs: Proofs
const now = Temporal.Instant.from("2026-11-05T10:00:00Z")
const TWENTY = 20

beforeAll(async () => {
  world = await createWorld()
  await world.network("wanda", async (work) => {
    await setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2024-01-01", rate: "0.9", source: "ECB" })
    await setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2024-12-31", rate: "0.8", source: "ECB" })
  }, { now })
  // How a month is spread over slots depends on who was there first; checkBooks adds them up.
  proofs = await proofsOver(world.database, { except: ["ledger.balance"] })
})
afterAll(async () => {
  await proofs.close()
  await world.drop()
})

let made = 0
const sale = (postedOn: string, code = "EUR", [debit, credit]: readonly [LedgerRole, LedgerRole] = ["receivable", "revenue"]): Journal => {
  const [id, amount] = [String(++made), money(100n, currency(code))]
  return { businessKey: `invoice:${id}`, document: { kind: "invoice", id, number: id }, accountId: world.accountId.lindner, postedOn, currency: code, lines: [{ role: debit, debit: amount }, { role: credit, credit: amount }] }
}
const post = (journal: Journal) => world.worker("zahnwerk", (work) => postJournal(work, journal), { now })
const close = (period: string) => world.portal("felix", (work) => closePeriod(work, { period }), { now })
const turnover = async (period: string) => (await world.portal("felix", (work) => trialBalance(work, { period }), { now })).debit

describe("posting", () => {
  test("the same journal twenty times at once is posting it once, and twenty journals are twenty", async () => {
    await post(sale("2024-12-01"))
    const [one, same] = [sale("2024-12-02"), sale("2024-12-03")]
    const once = await proofs.changes(() => post(one))
    expect(await proofs.changes(() => atOnce(TWENTY, () => post(same)))).toEqual(once)
    expect(await proofs.changes(() => atOnce(TWENTY, () => post(sale("2024-12-04"))))).toEqual(timesOver(TWENTY, once))
    expect(await world.worker(undefined, checkBooks)).toEqual([])
  })

  test("twice in one transaction never waits in a circle, whatever the other posts", async () => {
    await atOnce(TWENTY, (index) => world.worker("zahnwerk", async (work) => {
      const pairs = [["customer_credit", "revenue"], ["cash", "receivable"], ["receivable", "revenue"], ["cash", "customer_credit"]] as const
      for (let step = 0; step < 2; step++) {
        await postJournal(work, sale("2024-12-05", "EUR", pairs[(index + step) % pairs.length]))
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
    }, { now }))
    expect(await world.worker(undefined, checkBooks)).toEqual([])
  })
})

describe("closing a month", () => {
  test("while twenty post into it lets each in before or sends it to the next month, and one of twenty who close it does", async () => {
    const posting = atOnce(TWENTY, async (index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 4))
      return (await (index % 2 ? post(sale("2024-12-06")) : world.portal("sofia", (work) => postJournal(work, sale("2024-12-06")), { now }))).postedOn
    })
    const { answers: closed, refusals } = await atOnce(TWENTY, () => close("2024-12"))
    const shut = await turnover("2024-12")
    const { answers: days } = await posting
    expect([closed.length, new Set(refusals)]).toEqual([1, new Set(["ledger.period_cannot_close"])])
    expect(days.filter((day) => day !== "2024-12-06" && day !== "2025-01-01")).toEqual([])
    await Promise.all([post(sale("2024-12-07")), post(sale("2024-12-08", "USD"))])
    expect(await turnover("2024-12")).toEqual(shut)
    const late = await onAdmin(world.database.adminUrl, "select 1 from ledger.journal where tenant_id = 1 and document_on <= '2024-12-31' and posted_on not in (document_on, date '2025-01-01')")
    expect(late).toEqual([])
    expect(await world.worker(undefined, checkBooks)).toEqual([])
  })

  test("killed at every step and closed again is closed once, with what is held abroad valued once", async () => {
    await close("2025-01")
    await close("2025-02")
    let next = Temporal.PlainYearMonth.from("2025-02")
    await proofs.dieAtEveryStep({ pool: world.database.pools.portal, prepare: async () => (next = next.add({ months: 1 })).toString(), verb: close })
    expect(await world.worker(undefined, checkBooks)).toEqual([])
  })
})
