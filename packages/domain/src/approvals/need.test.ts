import { describe, expect, test } from "vitest"
import type { SubjectFacts } from "./contract.ts"
import { judge, type Ballot, type Decider } from "./judge.ts"
import { levelsNeeded, stillStands, type Policy } from "./need.ts"
import { dryRun } from "./dry-run.ts"

const facts: SubjectFacts = {
  total: 1500, currency: "EUR", margin: 8, ship_to: { country: "DE" }, new_address: true, below_floor: false, account_group: "standard", po: "",
  lines: [{ sku: "A", category: "dental.", quantity: 2, net: 1500, margin: 8, below_floor: false }],
}
const policy = (policyId: string, condition: string, ...roles: string[][]): Policy => ({
  policyId, version: 1, name: policyId, condition, position: Number(policyId.replace(/\D/g, "")) || 1, levels: roles.map((of) => ({ name: of.join("+"), mode: "any", roles: of })),
})
const rolesOf = (policies: readonly Policy[], of: SubjectFacts = facts) => levelsNeeded(policies, of).map((level) => level.roles.join("+"))

describe("which levels are needed", () => {
  test("none without a policy that applies", () => expect(rolesOf([policy("p1", "total > 2000.0", ["account_approver"])])).toEqual([]))
  test("one policy's levels keep their order", () => expect(rolesOf([policy("p1", "total > 1000.0", ["account_approver"], ["dealer_approver"])])).toEqual(["account_approver", "dealer_approver"]))
  test("policies follow their position, however their rows arrive", () => {
    const policies = [policy("p2", "margin < 10.0", ["dealer_approver"]), policy("p1", "total > 1000.0", ["account_approver"])]
    expect(rolesOf(policies)).toEqual(["account_approver", "dealer_approver"])
    expect(rolesOf([...policies].reverse())).toEqual(["account_approver", "dealer_approver"])
  })
  test("two policies that ask the same people ask them once, and both say why", () => {
    const [level, ...more] = levelsNeeded([policy("p1", "total > 1000.0", ["a", "b"]), policy("p2", "new_address", ["b", "a"])], facts)
    expect(more).toEqual([])
    expect(level?.because.map(({ name }) => name)).toEqual(["p1", "p2"])
  })
})

describe("after a change an approval still stands", () => {
  const big = policy("p1", "total > 1000.0", ["account_approver"])
  const abroad = policy("p2", 'ship_to.country != "FR" && lines.exists(l, l.net > 10.0)', ["dealer_approver"])
  const policies = [big, abroad]
  const stands = (after: Partial<SubjectFacts>) => {
    const changed = { ...facts, ...after }
    const earlier = levelsNeeded(policies, facts).map((level) => ({ ...level, approved: true }))
    return levelsNeeded(policies, changed).filter((level) => stillStands(level, earlier, policies, facts, changed)).map((level) => level.name)
  }
  test.each([
    { when: "nothing that matters changed", after: { po: "4711" }, stands: ["account_approver", "dealer_approver"] },
    { when: "the total shrank", after: { total: 1200 }, stands: ["account_approver", "dealer_approver"] },
    { when: "the total grew: only for the level that does not look at it", after: { total: 1501 }, stands: ["dealer_approver"] },
    { when: "a line grew: only for the level that does not look at lines", after: { lines: [{ ...facts.lines[0]!, net: 1600 }] }, stands: ["account_approver"] },
    { when: "a line was added", after: { lines: [...facts.lines, { ...facts.lines[0]!, sku: "B" }] }, stands: ["account_approver"] },
    { when: "it goes somewhere else", after: { ship_to: { country: "AT" } }, stands: ["account_approver"] },
  ])("when $when", ({ after, stands: expected }) => expect(stands(after)).toEqual(expected))

  test("not when another policy asks the same people for a new reason", () => {
    const second = policy("p3", "new_address", ["account_approver"])
    const earlier = levelsNeeded([big], facts).map((level) => ({ ...level, approved: true }))
    const [level] = levelsNeeded([big, second], facts)
    expect(stillStands(level!, earlier, [big, second], facts, facts)).toBe(false)
  })
  test("not when it had not been given", () => {
    const earlier = levelsNeeded([big], facts).map((level) => ({ ...level, approved: false }))
    expect(stillStands(levelsNeeded([big], facts)[0]!, earlier, [big], facts, facts)).toBe(false)
  })
})

describe("one vote", () => {
  const decider = (userId: string, role: string, onBehalfOf: string | null = null): Decider => ({ userId, name: userId, role, onBehalfOf, bubbled: false })
  const ballot = (of: Partial<Ballot>): Ballot => ({
    status: "pending", requestedBy: "tim", votes: [], deciders: [decider("eva", "a"), decider("sofia", "a"), decider("felix", "b"), decider("petra", "a"), decider("petra", "b")],
    levels: [{ level: 1, name: "one", mode: "any", roles: ["a", "b"], status: "open" }], ...of,
  })
  const all = [{ level: 1, name: "one", mode: "all" as const, roles: ["a", "b"], status: "open" as const }]
  const two = [...ballot({}).levels, { level: 2, name: "two", mode: "any" as const, roles: ["b"], status: "waiting" as const }]
  const evaSaid = [{ userId: "eva", roles: ["a"], verdict: "approved" as const }]

  test.each([
    { when: "any-of hears one approval", of: {}, voter: "eva", outcome: { level: "approved", request: "approved" } },
    { when: "all-of hears the first of two roles", of: { levels: all }, voter: "eva", outcome: { level: "open", request: "pending" } },
    { when: "all-of hears the second role", of: { levels: all, votes: evaSaid }, voter: "felix", outcome: { level: "approved", request: "approved" } },
    { when: "all-of hears the same role twice", of: { levels: all, votes: evaSaid }, voter: "sofia", outcome: { level: "open", request: "pending" } },
    { when: "all-of hears somebody who holds both roles", of: { levels: all }, voter: "petra", outcome: { level: "approved", request: "approved" } },
    { when: "the first of two levels closes", of: { levels: two }, voter: "eva", outcome: { level: "approved", opens: 2, request: "pending" } },
    { when: "the requester votes, though they may approve", of: { requestedBy: "petra" }, voter: "petra", outcome: { refused: "own_request" } },
    { when: "somebody votes twice", of: { levels: all, votes: evaSaid }, voter: "eva", outcome: { refused: "already_decided" } },
    { when: "a stranger votes", of: {}, voter: "karl", outcome: { refused: "not_your_turn" } },
    { when: "it is over", of: { status: "approved" as const }, voter: "eva", outcome: { refused: "not_pending" } },
    { when: "a delegate votes", of: { deciders: [decider("jonas", "a", "eva")] }, voter: "jonas", outcome: { request: "approved", onBehalfOf: "eva" } },
  ])("when $when", ({ of, voter, outcome }) => expect(judge(ballot(of), voter, "approved")).toMatchObject(outcome))

  test("a rejection ends everything, on any level and in any mode", () => expect(judge(ballot({ levels: [...all, ...two.slice(1)] }), "eva", "rejected")).toMatchObject({ level: "rejected", request: "rejected" }))
})

test("a dry run tells what a rule would have stopped, and what of it today's rules stop already", () => {
  const rule = policy("p9", "total > 1000.0", ["account_approver"])
  const past = [500, 1200, 3000].map((total) => ({ id: String(total), facts: { ...facts, total } }))
  expect(dryRun(rule, [policy("p1", "total > 2000.0", ["account_approver"])], past)).toEqual({ looked: 3, matched: ["1200", "3000"], newlyAsked: ["1200"] })
})
