import fc from "fast-check"
import { expect, test } from "vitest"
import { compareQuantities, quantity, sumOfQuantities } from "@entrepot/kernel"
import { DEFAULT_POLICY, rankClaims, type Claim } from "./allocation.ts"
import { ALLOCATION_SHARINGS, type AllocationPolicy, type AllocationStep } from "./contract.ts"
import { shareAll, shareOut } from "./share-out.ts"

const claim = (id: string, wanted: string, rest: Partial<Claim> = {}): Claim => ({ id, tenantId: 1, accountGroup: "standard", standing: false, whole: null, promisedOn: null, queuedAt: `2026-12-0${id.charCodeAt(0) - 96}`, wanted: quantity(wanted), ...rest })
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

const FAIR: AllocationPolicy = { steps: [{ by: "queued" }], sharing: "fair_share" }
const whole = (id: string, wanted: string) => claim(id, wanted, { whole: id })

test.each<{ when: string; claims: Claim[]; available: string; policy?: AllocationPolicy; shares: string[] }>([
  { when: "it is first and fits: it is served whole, and the others share what is left", claims: [whole("a", "4"), claim("b", "4"), claim("c", "4")], available: "8", shares: ["4", "2", "2"] },
  { when: "those before it have their parts, and what is left of its class holds it", claims: [claim("a", "10"), whole("b", "10"), claim("c", "10")], available: "24", shares: ["8", "10", "6"] },
  { when: "it does not fit after those before it: it is passed over, and its share is given on", claims: [claim("a", "4"), whole("b", "4")], available: "6", shares: ["4", "0"] },
  { when: "one is passed over, and a smaller one after it fits", claims: [whole("a", "9"), whole("b", "3"), claim("c", "9")], available: "8", shares: ["0", "3", "5"] },
  { when: "they take turns", claims: [whole("a", "9"), claim("b", "3"), whole("c", "5")], available: "8", policy: { ...FAIR, sharing: "in_turn" }, shares: ["0", "3", "5"] },
  { when: "a better class has what is due first", claims: [claim("a", "6", { standing: true }), whole("b", "4")], available: "8", policy: { ...FAIR, steps: [{ by: "subscriptions" }, { by: "queued" }] }, shares: ["6", "0"] },
  { when: "there is enough for all", claims: [claim("a", "1"), whole("b", "4")], available: "5", shares: ["1", "4"] },
])("of an order that takes only everything: $when", ({ claims, available, policy = FAIR, shares }) => {
  expect(shareOut(rankClaims(claims, policy), quantity(available), policy)).toEqual(shares)
})

test("an order that misses one product holds nothing of another, and who comes after it is asked anew", () => {
  const of = (id: string, productId: string, wanted: string, order: string | null) => ({ ...claim(id, wanted, { whole: order }), productId })
  const claims = [of("a", "lamp", "9", "X"), of("b", "mirror", "4", "X"), of("c", "mirror", "4", "Y"), of("d", "mirror", "4", null)]
  expect(shareAll(claims, (product) => quantity(product === "lamp" ? "5" : "6"), FAIR)).toEqual(["0", "0", "4", "2"])
})

test("whatever waits for whatever: never more than there is or is wanted, all or nothing, nobody passed over who would fit at their rank, and the same again", () => {
  const line = fc.record({ product: fc.constantFrom("p", "q", "r"), want: fc.integer({ min: 1, max: 40 }), order: fc.option(fc.constantFrom("X", "Y", "Z"), { nil: null }), standing: fc.boolean() })
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), fc.record({ p: fc.integer({ min: 0, max: 120 }), q: fc.integer({ min: 0, max: 120 }), r: fc.integer({ min: 0, max: 120 }) }), fc.constantFrom(...ALLOCATION_SHARINGS), fc.boolean(), (lines, there, sharing, kinds) => {
    const policy: AllocationPolicy = { steps: [...(kinds ? [{ by: "subscriptions" } as const] : []), { by: "queued" }], sharing }
    const claims = rankClaims(lines.map(({ product, want, order, standing }, at) => ({ ...claim("a", String(want), { id: `c${String(at).padStart(2, "0")}`, whole: order, standing: order === null && standing }), productId: product })), policy)
    const available = (product: string) => quantity(String(there[product as "p"]))
    const shares = shareAll(claims, available, policy)
    for (const product of ["p", "q", "r"]) {
      const of = claims.flatMap((one, at) => (one.productId === product ? [{ one, share: Number(shares[at]) }] : []))
      const [given, parted] = [of.reduce((sum, { share }) => sum + share, 0), of.filter(({ one }) => one.whole === null)]
      expect(given).toBeLessThanOrEqual(there[product as "p"])
      expect(of.every(({ one, share }) => share >= 0 && share <= Number(one.wanted))).toBe(true)
      // Nothing is kept back from somebody who could take a part of it.
      if (parted.some(({ one, share }) => share < Number(one.wanted))) expect(given).toBe(there[product as "p"])
    }
    for (const order of ["X", "Y", "Z"]) {
      const of = claims.flatMap((one, at) => (one.whole === order ? [shares[at] === one.wanted ? "all" : shares[at] === "0" ? "none" : "part"] : []))
      expect(new Set(of).size).toBeLessThanOrEqual(1)
      expect(of).not.toContain("part")
    }
    const first = claims[0]!
    if (first.whole !== null && claims.filter(({ whole: order }) => order === first.whole).length === 1 && Number(first.wanted) <= Number(available(first.productId))) expect(shares[0]).toBe(first.wanted)
    expect(shareAll([...claims], available, policy)).toEqual(shares)
  }), { numRuns: 400 })
})
