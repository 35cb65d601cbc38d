import fc from "fast-check"
import { expect, test } from "vitest"
import { compareQuantities, quantity, sumOfQuantities } from "@entrepot/kernel"
import { DEFAULT_POLICY, rankClaims, shareOut, type Claim } from "./allocation.ts"
import { ALLOCATION_SHARINGS, type AllocationPolicy, type AllocationStep } from "./contract.ts"

const claim = (id: string, wanted: string, rest: Partial<Claim> = {}): Claim => ({ id, tenantId: 1, accountGroup: "standard", standing: false, promisedOn: null, queuedAt: `2026-12-0${id.charCodeAt(0) - 96}`, wanted: quantity(wanted), ...rest })
const A = claim("a", "10")
const B = claim("b", "20", { promisedOn: "2026-12-05", standing: true })
const C = claim("c", "30", { tenantId: 2, promisedOn: "2026-12-04", accountGroup: "key" })
const D = claim("d", "10", { tenantId: 3, accountGroup: "key", standing: true })

test.each<{ by: string; steps: AllocationStep[]; order: string }>([
  { by: "promise, and the queue among those without one", steps: DEFAULT_POLICY.steps, order: "cbad" },
  { by: "the queue", steps: [{ by: "queued" }], order: "abcd" },
  { by: "named partners, in the order in which they are named", steps: [{ by: "partners", tenantIds: [3, 2] }, { by: "queued" }], order: "dcab" },
  { by: "groups of accounts, then promise", steps: [{ by: "groups", codes: ["key"] }, { by: "promised" }], order: "cdba" },
  { by: "subscriptions before orders", steps: [{ by: "subscriptions" }, { by: "queued" }], order: "bdac" },
  { by: "orders before subscriptions", steps: [{ by: "orders" }, { by: "queued" }], order: "acbd" },
  { by: "the largest first", steps: [{ by: "largest" }], order: "cbad" },
  { by: "the smallest first", steps: [{ by: "smallest" }], order: "adbc" },
])("claims are ranked by $by", ({ steps, order }) => {
  expect(rankClaims([D, B, A, C], { steps, sharing: "in_turn" }).map(({ id }) => id).join("")).toBe(order)
})

const gets = (policy: AllocationPolicy, available: string) => {
  const ranked = rankClaims([A, B, C, D], policy)
  const shares = shareOut(ranked, quantity(available), policy)
  return Object.fromEntries(ranked.map(({ id }, at) => [id, shares[at]]))
}

test.each<{ when: string; policy: AllocationPolicy; available: string; shares: object }>([
  { when: "in turn, the first gets all that it waits for", policy: DEFAULT_POLICY, available: "35", shares: { c: "30", b: "5", a: "0", d: "0" } },
  { when: "in fair shares, everybody gets the same part", policy: { steps: [{ by: "queued" }], sharing: "fair_share" }, available: "35", shares: { a: "5", b: "10", c: "15", d: "5" } },
  { when: "in fair shares of a class, the better class is served whole first", policy: { steps: [{ by: "groups", codes: ["key"] }, { by: "queued" }], sharing: "fair_share" }, available: "55", shares: { c: "30", d: "10", a: "5", b: "10" } },
  { when: "a remainder goes by the largest rest, in whole units", policy: { steps: [{ by: "queued" }], sharing: "fair_share" }, available: "10", shares: { a: "1", b: "3", c: "4", d: "2" } },
  { when: "there is more than enough", policy: { steps: [{ by: "queued" }], sharing: "fair_share" }, available: "500", shares: { a: "10", b: "20", c: "30", d: "10" } },
  { when: "there is nothing, or less", policy: DEFAULT_POLICY, available: "-3", shares: { a: "0", b: "0", c: "0", d: "0" } },
])("$when", ({ policy, available, shares }) => {
  const given = gets(policy, available)
  expect(sumOfQuantities(Object.values(given) as never[])).toBe(sumOfQuantities(Object.values(shares) as never[]))
  if (available !== "10") expect(given).toEqual(shares)
})

test("whatever the policy, nobody gets more than it wants, and all together get what is there or all that they want", () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 12 })
  fc.assert(fc.property(amounts, fc.integer({ min: 0, max: 20_000_000 }), fc.constantFrom(...ALLOCATION_SHARINGS), fc.boolean(), (wants, there, sharing, kinds) => {
    const claims = wants.map((want, at) => claim("a", (want / 100_000).toFixed(5), { id: `c${at}`, standing: at % 2 === 0 }))
    const policy: AllocationPolicy = { steps: [...(kinds ? [{ by: "subscriptions" } as const] : []), { by: "queued" }], sharing }
    const ranked = rankClaims(claims, policy)
    const available = quantity((there / 100_000).toFixed(5))
    const shares = shareOut(ranked, available, policy)
    expect(shares.every((share, at) => compareQuantities(share, ranked[at]!.wanted) <= 0 && compareQuantities(share, quantity("0")) >= 0)).toBe(true)
    const wanted = sumOfQuantities(claims.map((one) => one.wanted))
    expect(sumOfQuantities(shares)).toBe(compareQuantities(available, wanted) < 0 ? sumOfQuantities([available]) : wanted)
  }))
})
