import type { Case, Finding, Stage } from "../lib/case.ts"
import { compare, type Asking } from "../lib/compare.ts"
import { quantile, round } from "../lib/measure.ts"
import { BIG_TENANT, generateInvoices, generateSubscriptions, LITTLE_TENANT, moneySizeOf, STATEMENT_TENANTS, SUBSCRIPTIONS } from "../lib/money-world.ts"
import { peopleOf, portalPool, select, type Buyer } from "../lib/questions.ts"

const aims = { ratio: "bare server" as const, most: 2 }
const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Twelve months ahead of forty accounts, each with fifty subscriptions. */
export async function calendars(stage: Stage): Promise<Case> {
  stage.say("subscriptions")
  await generateSubscriptions(stage.base.adminUrl, stage.size)
  const input = { from: dayAfter(0), to: dayAfter(365) }
  const made = stage.buyers.map((buyer): Asking => ({ buyer, asked: buyer.get("subscriptions.calendar", input), ask: [(caller) => caller.subscriptions.calendar(input)] }))
  const answer = JSON.parse(await stage.ask(made[0]!.asked)) as { result: { data: { dates: readonly unknown[] } } }
  return {
    id: "r2", title: `calendar of 12 months, ${SUBSCRIPTIONS} subscriptions`, aims, ...(await compare(stage, "calendar", made, stage.count(200))),
    notes: [`${answer.result.data.dates.length} dates of three lines, of which ${SUBSCRIPTIONS} are written and the others are worked out.`],
  }
}

/** A year of an account with very many documents: every line of it, what is open, and its ageing. */
export async function statements(stage: Stage): Promise<Case> {
  await withInvoices(stage)
  const input = { from: dayAfter(-400), to: dayAfter(0) }
  const buyers = await peopleOf(stage.base, STATEMENT_TENANTS.length, { admin: "false", tenants: STATEMENT_TENANTS })
  const made = buyers.map((buyer): Asking => ({ buyer, asked: buyer.get("statements.statement", input), ask: [(caller) => caller.statements.statement(input)] }))
  return { id: "r3", title: `statement over ${moneySizeOf(stage.size).documents} documents`, aims, ...(await compare(stage, "statement", made, stage.count(60))) }
}

/**
 * The distributor never sees what a partner's customers owe, so there is no page over the whole network: its million invoices are
 * aged partner by partner.
 */
export async function ageings(stage: Stage): Promise<Case[]> {
  await withInvoices(stage)
  const everybody = await peopleOf(stage.base, 1_000, { admin: "true" })
  const of = (tenant: number) => peopleOf(stage.base, 1, { admin: "true", tenants: [tenant] })
  const sizes = await select<{ tenant: number; n: number }>(stage.base, "select tenant_id as tenant, count(*)::int as n from billing.open_item where network_id = 1 group by 1")
  const invoicesOf = (tenant: number) => sizes.find((one) => one.tenant === tenant)?.n
  const all = sizes.reduce((sum, { n }) => sum + n, 0)
  return [
    await ageing(stage, "r4 big", `ageing of a partner with ${invoicesOf(BIG_TENANT)} of the network's ${all} invoices`, await of(BIG_TENANT), 60),
    await ageing(stage, "r4 small", `ageing of a partner with ${invoicesOf(LITTLE_TENANT)} of them`, await of(LITTLE_TENANT), 300),
    await ageing(stage, "r4 all", `ageing of the network's ${sizes.length} partners in turn`, everybody, 200),
  ]
}

async function ageing(stage: Stage, id: string, title: string, people: readonly Buyer[], count: number): Promise<Case> {
  const made = people.map((buyer): Asking => ({ buyer, asked: buyer.get("statements.ageing", {}), ask: [(caller) => caller.statements.ageing({})] }))
  return { id, title, aims, ...(await compare(stage, id.replace(" ", "-"), made, stage.count(count))) }
}

const LISTS = { newest: {}, due: { sort: "due" }, overdue: { overdue: true }, "overdue, due first": { overdue: true, sort: "due" }, open: { status: ["open"] }, "paid in part": { status: ["partly_paid"] }, void: { status: ["void"] },
  "its number": { search: "INV-0000123" }, "a PO number's start": { search: "PO-777" }, "every number's start": { search: "INV-" }, "no number": { search: "ZZZ" } } as const
const BLOCK = 5

/** The big partner's invoice list, however it is sorted, filtered and searched, against its plain first page. Turn by turn. */
export async function invoiceLists(stage: Stage): Promise<Finding> {
  await withInvoices(stage)
  const [admin] = await peopleOf(stage.base, 1, { admin: "true", tenants: [BIG_TENANT] })
  const pool = portalPool(stage.base)
  try {
    const caller = await admin!.caller(pool)
    const kinds = Object.entries(LISTS).map(([kind, input]) => ({ kind, ask: () => caller.invoices.list(input as never), millis: [] as number[] }))
    for (let turn = 0; turn < stage.count(16) + 2; turn++) for (const { ask, millis } of kinds) for (let done = 0; done < BLOCK; done++) {
      const started = performance.now()
      await ask()
      if (turn >= 2) millis.push(performance.now() - started)
    }
    const figures = Object.fromEntries(kinds.map(({ kind, millis }) => [kind, round(quantile(millis, 0.5))])) as Record<keyof typeof LISTS, number>
    const worst = round(Math.max(...Object.values(figures)) / figures.newest)
    return { id: "lists", title: "the invoice list of a partner with a tenth of the network's invoices", aim: "every order, filter and search at most 3x the plain first page", met: worst <= 3, said: `p50 ${Object.entries(figures).map(([kind, ms]) => `${kind} ${ms}`).join(", ")} ms: ${worst}x`, figures }
  } finally {
    await pool.end()
  }
}

const filled = new WeakSet<object>()

/** The invoices, once a run. */
async function withInvoices(stage: Stage): Promise<void> {
  if (filled.has(stage)) return
  filled.add(stage)
  await generateInvoices(stage.base.adminUrl, stage.size, stage.say)
}
