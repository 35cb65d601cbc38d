import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Temporal, newId } from "@entrepot/kernel"
import { scopedUpdate } from "@entrepot/db"
import { createWorld, type PersonName, type World } from "../testing/index.ts"
import type { PortalPermission } from "../tenancy/index.ts"
import type { SubjectFacts, Verdict } from "./contract.ts"
import { activePolicies, decide, delegate, expireRequests, findRequests, inbox, levelsNeeded, listPolicies, policyVersions, reopenLevels, requestApproval, retirePolicy, revokeDelegation, savePolicy, setPolicyActive, withdraw } from "./index.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

const facts: SubjectFacts = { total: 1500, currency: "EUR", margin: 30, ship_to: { country: "DE" }, new_address: false, below_floor: false, account_group: "standard", po: "", lines: [] }
const subject = () => ({ kind: "thing", id: newId() })
const ask = (requester: PersonName, levels: { mode?: "any" | "all"; roles: string[] }[], of = subject(), { account, permission = "order.approve" }: { account?: "lindner"; permission?: PortalPermission } = {}) =>
  world.portal(requester, async (work) => {
    await requestApproval(work, {
      subject: of, subjectVersion: 1, permission, accountId: work.actor.accountId ?? "", requestedBy: work.actor.id, facts,
      levels: levels.map(({ mode = "any", roles }, index) => ({ name: `L${index + 1}`, mode, roles, because: [{ policyId: newId(), version: 1, name: "rule" }] })),
    })
    return of
  }, { ...(account && { account }) })
const vote = (who: PersonName, of: { kind: string; id: string }, verdict: Verdict = "approved", reason = "fine") => world.portal(who, (work) => decide(work, { subject: of, verdict, reason }))
const inboxOf = (who: PersonName) => world.portal(who, (work) => inbox(work, { limit: 100 }))
const sees = async (who: PersonName, of: { id: string }) => (await inboxOf(who)).entries.some((entry) => entry.subjectId === of.id)

describe("who may decide", () => {
  test("the account's approver, and nobody of another account or without the role", async () => {
    const order = await ask("tim", [{ roles: ["account_approver"] }])
    expect(await sees("eva", order)).toBe(true)
    expect(await sees("karl", order)).toBe(false)
    await expect(vote("karl", order)).rejects.toMatchObject({ code: "approvals.not_pending" })
    await expect(vote("nora", order)).rejects.toMatchObject({ code: "approvals.not_your_turn" })
    expect(await vote("eva", order)).toMatchObject({ status: "approved", level: "L1" })
    expect(await sees("eva", order)).toBe(false)
  })

  test("nobody decides on their own request, the administrator included", async () => {
    const order = await ask("petra", [{ roles: ["dealer_admin", "dealer_approver"] }])
    expect(await sees("petra", order)).toBe(false)
    await expect(vote("petra", order)).rejects.toMatchObject({ code: "approvals.own_request" })
    expect(await vote("miriam", order)).toMatchObject({ status: "approved" })
  })

  test("the subject names the permission: somebody who may agree to credit notes and to no orders is asked about the one and not the other", async () => {
    const roles = ["dealer_finance", "dealer_approver"]
    const order = await ask("tim", [{ roles }])
    const note = await ask("petra", [{ roles }], subject(), { permission: "credit_note.approve" })
    expect([await sees("felix", order), await sees("felix", note), await sees("miriam", order), await sees("miriam", note)]).toEqual([false, true, true, true])
    await expect(vote("felix", order)).rejects.toMatchObject({ code: "approvals.not_your_turn" })
    expect(await vote("felix", note)).toMatchObject({ status: "approved" })
    expect(await vote("miriam", order)).toMatchObject({ status: "approved" })
  })

  test("a role without holders bubbles up to those of tenant reach who hold what the subject names", async () => {
    const note = await ask("miriam", [{ roles: ["account_approver"] }], subject(), { permission: "credit_note.approve" })
    expect([await sees("felix", note), await sees("petra", note), await sees("jonas", note), await sees("eva", note)]).toEqual([true, true, false, false])
    expect(await vote("felix", note)).toMatchObject({ status: "approved" })
  })

  test("an inbox of one kind of subject has no other", async () => {
    const note = await ask("petra", [{ roles: ["dealer_approver"] }], { kind: "other", id: newId() }, { permission: "credit_note.approve" })
    const of = (kind: string) => world.portal("miriam", (work) => inbox(work, { limit: 100 }, kind))
    expect((await of("other")).entries.map((entry) => entry.subjectId)).toEqual([note.id])
    expect((await of("thing")).entries.map((entry) => entry.subjectId)).not.toContain(note.id)
  })

  test("a role that nobody holds bubbles up to the tenant's approvers", async () => {
    const order = await ask("karl", [{ roles: ["account_approver"] }])
    expect(await sees("eva", order)).toBe(false)
    expect((await inboxOf("miriam")).entries.find((entry) => entry.subjectId === order.id)).toMatchObject({ bubbled: true, requesterName: "Karl Kern" })
    expect(await vote("petra", order)).toMatchObject({ status: "approved" })
  })

  test("where nobody is left the request is refused, not left waiting", async () => {
    await expect(world.portal("claire", (work) => requestApproval(work, { subject: subject(), permission: "order.approve", subjectVersion: 1, accountId: work.actor.accountId ?? "", requestedBy: work.actor.id, facts, levels: [{ name: "Four eyes", mode: "any", roles: ["dealer_admin"], because: [{ policyId: newId(), version: 1, name: "Always" }] }] })))
      .rejects.toMatchObject({ code: "approvals.nobody_can_approve", facts: { level: "Four eyes", policy: "Always" } })
  })

  test("somebody who was deactivated is asked no more", async () => {
    const order = await ask("tim", [{ roles: ["account_approver"] }])
    await world.portal("petra", (work) => scopedUpdate(work, "tenancy.tenant_user").set({ status: "deactivated" }).where("user_id", "=", world.userId.eva).execute())
    await expect(vote("eva", order)).rejects.toMatchObject({ code: "approvals.not_your_turn" })
    expect(await sees("miriam", order)).toBe(true)
    await world.portal("petra", (work) => scopedUpdate(work, "tenancy.tenant_user").set({ status: "active" }).where("user_id", "=", world.userId.eva).execute())
  })
})

describe("levels", () => {
  test("the second opens when the first is settled, and only then is it asked", async () => {
    const order = await ask("tim", [{ roles: ["account_approver"] }, { roles: ["dealer_approver"] }])
    expect(await sees("miriam", order)).toBe(false)
    await expect(vote("miriam", order)).rejects.toMatchObject({ code: "approvals.not_your_turn" })
    expect(await vote("eva", order)).toMatchObject({ status: "pending", next: [{ name: "Miriam Kessler" }] })
    expect(await sees("miriam", order)).toBe(true)
    expect(await vote("miriam", order)).toMatchObject({ status: "approved", level: "L2" })
  })

  test("all-of waits for each role", async () => {
    const order = await ask("tim", [{ mode: "all", roles: ["account_approver", "dealer_approver"] }])
    expect(await vote("eva", order)).toMatchObject({ status: "pending" })
    await expect(vote("eva", order)).rejects.toMatchObject({ code: "approvals.already_decided" })
    expect(await vote("miriam", order)).toMatchObject({ status: "approved" })
  })

  test("two approvers of one any-of level at once: one decides, the other is told", async () => {
    const order = await ask("tim", [{ roles: ["account_approver", "account_admin"] }])
    const outcomes = await Promise.allSettled([vote("eva", order), vote("sofia", order)])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"])
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { code: "approvals.not_pending" } })
  })

  test("a rejection needs a reason, ends the request, and the reason is kept", async () => {
    const order = await ask("tim", [{ roles: ["account_approver"] }, { roles: ["dealer_approver"] }])
    await expect(vote("eva", order, "rejected", " ")).rejects.toMatchObject({ code: "approvals.reason_is_missing" })
    expect(await vote("eva", order, "rejected", "over budget")).toMatchObject({ status: "rejected" })
    const [request] = await world.portal("tim", (work) => findRequests(work, order, ["rejected"]))
    expect(request).toMatchObject({ decisions: [{ name: "Eva Roth", verdict: "rejected", reason: "over budget" }], levels: [{ status: "rejected" }, { status: "waiting" }] })
  })

  test("a withdrawn request is in nobody's inbox", async () => {
    const order = await ask("tim", [{ roles: ["account_approver"] }])
    await world.portal("tim", (work) => withdraw(work, order))
    expect(await sees("eva", order)).toBe(false)
  })

  test("what nobody decided in time expires, and its subject is named", async () => {
    const order = await ask("tim", [{ roles: ["account_approver"] }])
    const expired = await world.worker("zahnwerk", (work) => expireRequests(work, { kind: "thing", before: Temporal.Now.instant().add({ hours: 1 }), limit: 1000 }))
    expect(expired).toContainEqual(order)
    await expect(vote("eva", order)).rejects.toMatchObject({ code: "approvals.not_pending" })
  })
})

describe("delegation", () => {
  const day = (offset: number) => Temporal.Now.instant().add({ hours: 24 * offset }).toString()

  test("a delegate decides between the two moments, in the other's name", async () => {
    const { delegationId } = await world.portal("miriam", (work) => delegate(work, { toUserId: world.userId.jonas, startsAt: day(-1), endsAt: day(1), reason: "holiday" }))
    const order = await ask("tim", [{ roles: ["dealer_approver"] }])
    expect((await inboxOf("jonas")).entries.find((entry) => entry.subjectId === order.id)).toMatchObject({ onBehalfOf: "Miriam Kessler" })
    expect(await vote("jonas", order)).toMatchObject({ status: "approved", onBehalfOf: world.userId.miriam })
    await world.portal("miriam", (work) => revokeDelegation(work, { delegationId }))
    const later = await ask("tim", [{ roles: ["dealer_approver"] }])
    expect(await sees("jonas", later)).toBe(false)
  })

  test("not before it begins, and never on one's own request", async () => {
    await world.portal("miriam", (work) => delegate(work, { toUserId: world.userId.felix, startsAt: day(1), endsAt: day(2), reason: "" }))
    await world.portal("miriam", (work) => delegate(work, { toUserId: world.userId.jonas, startsAt: day(-1), endsAt: day(2), reason: "" }))
    const order = await ask("tim", [{ roles: ["dealer_approver"] }])
    expect(await sees("felix", order)).toBe(false)
    const own = await ask("jonas", [{ roles: ["dealer_approver"] }])
    await expect(vote("jonas", own)).rejects.toMatchObject({ code: "approvals.own_request" })
  })

  test("a delegate who asked somebody's principal cannot be decided upon by that principal's own delegate", async () => {
    await world.portal("petra", (work) => delegate(work, { toUserId: world.userId.felix, startsAt: day(-1), endsAt: day(2), reason: "" }))
    const own = await ask("petra", [{ roles: ["dealer_admin"] }])
    expect((await inboxOf("felix")).entries.filter((entry) => entry.subjectId === own.id && entry.onBehalfOf === "Petra Vogt")).toEqual([])
  })
})

describe("policies", () => {
  const draft = { name: "Big orders", condition: "total > 1000.0", levels: [{ name: "Approver", mode: "any" as const, roles: ["account_approver"] }], position: 1 }

  test("a change is a new version, and the old one stays readable", async () => {
    const { policyId } = await world.portal("grace", (work) => savePolicy(work, draft))
    await expect(world.portal("grace", (work) => savePolicy(work, { ...draft, policyId }))).rejects.toMatchObject({ code: "approvals.policy_changed_meanwhile" })
    const second = await world.portal("grace", (work) => savePolicy(work, { ...draft, policyId, expectedVersion: 1, condition: { match: "all", tests: [{ fact: "total", is: "more_than", amount: "2000", currency: "USD" }] } }))
    expect(second.version).toBe(2)
    const versions = await world.portal("grace", (work) => policyVersions(work, policyId))
    expect(versions.map(({ version, condition }) => [version, condition])).toEqual([[2, 'currency == "USD" && total > 2000.0'], [1, "total > 1000.0"]])
    await world.portal("grace", (work) => setPolicyActive(work, { policyId, active: false }))
    expect(await world.portal("grace", activePolicies)).toEqual([])
    await world.portal("grace", (work) => retirePolicy(work, { policyId, reason: "" }))
    expect(await world.portal("grace", listPolicies)).toEqual([])
  })

  test("saving warns where a buyer would have nobody to ask, and where a role bubbles up", async () => {
    const alone = await world.portal("claire", (work) => savePolicy(work, draft))
    expect(alone.warnings).toEqual([{ code: "nobody_left", role: "account_approver", accounts: ["Ateliers Moreau"], people: ["Claire Moreau"] }])
    const { warnings } = await world.portal("petra", (work) => savePolicy(work, draft))
    expect(warnings).toEqual([{ code: "bubbles_up", role: "account_approver", accounts: 2 }])
  })

  test.each([
    { when: "its condition is wrong", change: { condition: "totl > 1" }, code: "approvals.condition_is_invalid" },
    { when: "a role may not approve", change: { levels: [{ name: "x", mode: "any" as const, roles: ["dealer_finance"] }] }, code: "approvals.role_cannot_approve" },
  ])("a policy is not saved when $when", async ({ change, code }) => {
    await expect(world.portal("petra", (work) => savePolicy(work, { ...draft, ...change }))).rejects.toMatchObject({ code })
  })

  test("only who manages policies may", async () => {
    await expect(world.portal("jonas", (work) => savePolicy(work, draft))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })

  test("a change of the subject asks again only where it touches", async () => {
    const policies = [{ policyId: newId(), version: 1, name: "Big", condition: "total > 1000.0", position: 1, levels: [{ name: "Account", mode: "any" as const, roles: ["account_approver"] }] },
      { policyId: newId(), version: 1, name: "Abroad", condition: 'ship_to.country != "FR"', position: 2, levels: [{ name: "Dealer", mode: "any" as const, roles: ["dealer_approver"] }] }]
    const of = subject()
    const base = { subject: of, permission: "order.approve" as const, subjectVersion: 1, accountId: world.accountId.lindner, requestedBy: world.userId.tim, facts }
    await world.portal("tim", (work) => requestApproval(work, { ...base, levels: levelsNeeded(policies, facts) }))
    await vote("eva", of)
    const smaller = await world.portal("tim", (work) => reopenLevels(work, { ...base, subjectVersion: 2, policies, facts: { ...facts, total: 1200 } }))
    expect(smaller?.approvers.map((decider) => decider.name)).toContain("Miriam Kessler")
    const larger = await world.portal("tim", (work) => reopenLevels(work, { ...base, subjectVersion: 3, policies, facts: { ...facts, total: 9000 } }))
    expect(larger?.approvers.map((decider) => decider.name)).toEqual(["Eva Roth"])
    expect(await world.portal("tim", (work) => reopenLevels(work, { ...base, subjectVersion: 4, policies: [], facts }))).toBeUndefined()
  })
})
