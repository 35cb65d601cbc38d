import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork, type Work } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { saveIndexSeries } from "../pricing/index.ts"
import { decideDroppedPlan, leaveTemplatePlan, listPlans, offeredPlans, restorePlan, retirePlan, savePlan, takeTemplatePlan } from "../subscriptions/index.ts"
import type { ReleaseBody } from "./contract.ts"
import { offerTemplatePlans } from "./offer-template-plans.ts"
import { requestStamp } from "./request-stamp.ts"
import { runStamp } from "./run-stamp.ts"
import { STANDARD_TEMPLATES } from "./standard-templates.ts"
import { publishRelease } from "./templates.ts"
import { createPlatform, dealer, type Platform } from "./testing.ts"

let world: Platform
beforeAll(async () => {
  world = await createPlatform()
  for (const code of ["zahnwerk", "praxis"]) {
    await world.platform((work) => requestStamp(work, dealer(code)))
    await runStamp(world.database.pools.worker, { networkId: 1, key: `stamp-${code}` })
  }
})
afterAll(() => world.database.drop())

const ANNA = { ...automation("anna", ["plan.manage", "subscription.view"]), kind: "user" as const }
const at = <T>(tenantId: number, task: (work: Work) => Promise<T>): Promise<T> => withWork(world.database.pools.portal, { audience: "portal", networkId: 1, tenantId }, ANNA, task)
const tick = () => withWork(world.database.pools.worker, { audience: "worker", networkId: 1 }, automation("clock"), offerTemplatePlans)
const plansOf = async (tenantId: number) => (await at(tenantId, listPlans)).map(({ name, template, discountPercent }) => [name, template?.release ?? null, discountPercent])

/** The dealer's template once more, with its plans as they are now to be. */
async function publish(change: (plans: ReleaseBody["plans"]) => ReleaseBody["plans"]) {
  const standard = STANDARD_TEMPLATES[0]!
  const [newest] = await onAdmin(world.database.adminUrl, "select r.body from provisioning.template_release r join provisioning.template t using (template_id) where t.code = 'dealer' order by r.version desc limit 1")
  const body = newest!["body"] as ReleaseBody
  await world.platform((work) => publishRelease(work, { ...standard, body: { ...body, plans: change(body.plans) } }))
}
const monthly = (change: object) => (plans: ReleaseBody["plans"]): ReleaseBody["plans"] => ({ ...plans, value: plans.value.map((plan) => (plan.code === "monthly" ? { ...plan, ...change } : plan)) })

test("a stamped tenant has the template's plans in its own language, and nothing is offered anew", async () => {
  expect(await plansOf(1)).toEqual([["Monatlicher Bedarf", 1, "2"], ["Quartalsvorrat", 1, "3"]])
  expect(await tick()).toBe(0)
  expect(await at(1, offeredPlans)).toEqual({ mode: "bounded", offers: [] })
})

test("the template's plan is neither changed nor followed by a copy, but may be hidden and offered again", async () => {
  const [plan] = await at(1, listPlans)
  await expect(at(1, (work) => savePlan(work, { planId: plan!.planId, version: plan!.version, plan: { name: "Mine" } }))).rejects.toMatchObject({ code: "subscriptions.plan_is_the_templates" })
  const { planId } = await at(1, (work) => savePlan(work, { plan: { name: "Mine", discountPercent: "7" } }))
  await at(1, (work) => retirePlan(work, { planId: plan!.planId }))
  expect((await at(1, listPlans)).find((one) => one.planId === plan!.planId)?.status).toBe("retired")
  await at(1, (work) => restorePlan(work, { planId: plan!.planId }))
  expect((await at(1, listPlans)).find((one) => one.planId === planId)).toMatchObject({ template: null, status: "active" })
})

test("a newer release is an offer with what differs: one partner takes it, another leaves it, and nobody's plan moves by itself", async () => {
  await publish(monthly({ discountPercent: "4" }))
  expect(await tick()).toBe(4)
  expect(await tick()).toBe(0)
  const { offers } = await at(1, offeredPlans)
  expect(offers).toMatchObject([{ code: "monthly", template: "dealer", release: 2, draft: { discountPercent: "4" }, current: { discountPercent: "2" } }])
  expect((await plansOf(1))[0]).toEqual(["Mine", null, "7"])
  expect((await plansOf(2))[0]).toEqual(["Monatlicher Bedarf", 1, "2"])
  const taken = await Promise.allSettled([1, 2].map(() => at(1, (work) => takeTemplatePlan(work, { code: "monthly", release: 2 }))))
  expect(taken.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  await at(2, (work) => leaveTemplatePlan(work, { code: "monthly", release: 2 }))
  expect(await plansOf(1)).toContainEqual(["Monatlicher Bedarf", 2, "4"])
  expect(await plansOf(2)).toEqual([["Monatlicher Bedarf", 1, "2"], ["Quartalsvorrat", 2, "3"]])
  expect([(await at(1, offeredPlans)).offers, (await at(2, offeredPlans)).offers]).toEqual([[], []])
})

test("a release that was shown and is not the newest any more is refused", async () => {
  await publish(monthly({ discountPercent: "5" }))
  await tick()
  await expect(at(2, (work) => takeTemplatePlan(work, { code: "monthly", release: 2 }))).rejects.toMatchObject({ code: "subscriptions.changed_meanwhile" })
  await at(2, (work) => takeTemplatePlan(work, { code: "monthly", release: 3 }))
  expect(await plansOf(2)).toContainEqual(["Monatlicher Bedarf", 3, "5"])
})

test("where the template leaves its plans free, a changed one is the partner's own from then on", async () => {
  await publish((plans) => ({ ...monthly({ discountPercent: "5" })(plans), mode: "free" }))
  await tick()
  const plan = (await at(2, listPlans)).find(({ template }) => template?.code === "monthly")!
  await at(2, (work) => savePlan(work, { planId: plan.planId, version: plan.version, plan: { name: "Unser Plan" } }))
  expect(await plansOf(2)).toContainEqual(["Unser Plan", null, "0"])
})

test("a plan that a newer release no longer has is kept as the partner's own or offered no more, once, as the partner says", async () => {
  const quarterly = (plans: ReleaseBody["plans"]) => ({ ...plans, mode: "bounded" as const, value: plans.value.filter((plan) => plan.code !== "quarterly") })
  await publish(quarterly)
  const [{ n: newest }] = await onAdmin(world.database.adminUrl, "select max(version) as n from provisioning.template_release r join provisioning.template t using (template_id) where t.code = 'dealer'") as [{ n: number }]
  expect(await tick()).toBeGreaterThanOrEqual(2)
  expect(await tick()).toBe(0)
  const plan = async (tenantId: number) => (await at(tenantId, listPlans)).find(({ name }) => name === "Quartalsvorrat")
  expect(await plan(1)).toMatchObject({ status: "active", template: { code: "quarterly", mode: "bounded", droppedRelease: newest } })
  expect(await onAdmin(world.database.adminUrl, `select tenant_id, (payload ->> 'decides')::boolean as decides from work.event where name = 'subscriptions.plans_dropped' and (payload ->> 'release')::int = ${newest} and tenant_id in (1, 2) order by 1`)).toEqual([{ tenant_id: 1, decides: true }, { tenant_id: 2, decides: true }])
  expect((await at(1, offeredPlans)).offers.map(({ code }) => code)).not.toContain("quarterly")
  await expect(at(1, (work) => decideDroppedPlan(work, { code: "quarterly", release: newest - 1, how: "keep" }))).rejects.toMatchObject({ code: "subscriptions.changed_meanwhile" })
  await expect(at(1, (work) => decideDroppedPlan(work, { code: "monthly", release: newest, how: "keep" }))).rejects.toMatchObject({ code: "subscriptions.changed_meanwhile" })
  const decided = await Promise.allSettled([1, 2].map(() => at(1, (work) => decideDroppedPlan(work, { code: "quarterly", release: newest, how: "keep" }))))
  expect(decided.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  await at(2, (work) => decideDroppedPlan(work, { code: "quarterly", release: newest, how: "retire" }))
  expect([await plan(1), await plan(2)]).toMatchObject([{ status: "active", template: null }, { status: "retired", template: null }])
})

test("where the template holds its plans fast, a newer release is done at once, and there are no others", async () => {
  await publish((plans) => ({ ...monthly({ discountPercent: "6" })(plans), mode: "locked" }))
  await tick()
  expect(await plansOf(1)).toContainEqual(["Monatlicher Bedarf", 6, "6"])
  await expect(at(1, (work) => savePlan(work, { plan: { name: "Another" } }))).rejects.toMatchObject({ code: "subscriptions.plan_is_the_templates" })
  const plan = (await at(1, listPlans)).find(({ template }) => template?.code === "monthly")!
  await expect(at(1, (work) => retirePlan(work, { planId: plan.planId }))).rejects.toMatchObject({ code: "subscriptions.plan_is_the_templates" })
})

test("held fast, a plan that the template drops is retired and not offered again, until a release has it once more", async () => {
  const before = await onAdmin(world.database.adminUrl, "select (r.body -> 'plans') as plans from provisioning.template_release r join provisioning.template t using (template_id) where t.code = 'dealer' order by r.version desc limit 1")
  await publish((plans) => ({ ...plans, value: [] }))
  await tick()
  const monthly = async () => (await at(1, listPlans)).find(({ template }) => template?.code === "monthly")!
  const { planId, ...rest } = await monthly()
  expect(rest).toMatchObject({ status: "retired", template: { droppedRelease: 7 } })
  for (const refused of [(work: Work) => restorePlan(work, { planId }), (work: Work) => decideDroppedPlan(work, { code: "monthly", release: 7, how: "keep" }).then(() => undefined)]) await expect(at(1, refused)).rejects.toMatchObject({ code: "subscriptions.plan_is_the_templates" })
  await publish(() => before[0]!["plans"] as ReleaseBody["plans"])
  await tick()
  expect((await monthly()).template).toMatchObject({ droppedRelease: null, release: 8 })
  await at(1, (work) => restorePlan(work, { planId }))
  expect((await monthly()).status).toBe("active")
})

test("a plan whose prices follow an index names it by code: it is offered once the distributor keeps a series of that code, and follows that one", async () => {
  const pricePolicy = { policy: "index", seriesCode: "NITRILE", capPercent: "8", floorPercent: "8", everyMonths: 3, lagMonths: 2 } as const
  await publish((plans) => ({ mode: "bounded", value: [...plans.value, { ...plans.value[0]!, code: "indexed", names: { en: "Indexed", de: "Indexiert", fr: "Indexé" }, pricePolicy }] }))
  await tick()
  expect((await at(1, offeredPlans)).offers.map(({ code }) => code)).not.toContain("indexed")
  expect(await tick()).toBe(0)
  const staff = automation("wanda", ["network.price.manage"])
  const { seriesId } = await withWork(world.database.pools.network, { audience: "network", networkId: 1 }, staff, (work) => saveIndexSeries(work, { series: { code: "NITRILE", name: "Nitrile", unit: "2021 = 100", basePeriod: "2021", frequency: "monthly", source: "An office", sourceUrl: "" } }))
  expect(await tick()).toBe(2)
  expect(await tick()).toBe(0)
  const offer = (await at(1, offeredPlans)).offers.find(({ code }) => code === "indexed")!
  expect(offer).toMatchObject({ planId: null, draft: { name: "Indexiert", pricePolicy: { policy: "index", seriesId, everyMonths: 3 }, indexSeries: { code: "NITRILE", name: "Nitrile" } } })
  const { planId } = await at(1, (work) => takeTemplatePlan(work, { code: "indexed", release: offer.release }))
  expect((await at(1, listPlans)).find((plan) => plan.planId === planId)).toMatchObject({ pricePolicy: { policy: "index", seriesId }, indexSeries: { seriesId, name: "Nitrile" } })
  await world.platform((work) => requestStamp(work, dealer("later")))
  await runStamp(world.database.pools.worker, { networkId: 1, key: "stamp-later" })
  expect((await at(3, listPlans)).find(({ template }) => template?.code === "indexed")).toMatchObject({ name: "Indexiert", indexSeries: { seriesId } })
})
