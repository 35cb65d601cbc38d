import { AUDIENCES, createPool, type Audience, type Login } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { partners } from "./data/index.ts"
import { asPlatform, type Pools } from "./seed/actors.ts"
import { seedCatalogue, seedPeopleOfThePlatform, seedStock } from "./seed/network.ts"
import { seedCreditNotes, seedInvoices, seedTerms } from "./seed/billing.ts"
import { seedDispute } from "./seed/dispute.ts"
import { seedOrders } from "./seed/orders.ts"
import { seedPartner } from "./seed/partner.ts"
import { seedSubscriptions } from "./seed/subscriptions.ts"
import { seedAgreements, seedSettlement } from "./seed/settlement.ts"

const HISTORY_DAYS = 150
const DONE = "demo.seeded"

/**
 * Makes the demo network, once: a distributor, its products and stock, three partners and the orders of the last months, all
 * through the product's own verbs. Answers whether it did. A database that already holds networks is left alone; one where an
 * earlier seed was cut off says so.
 */
export async function seedDemo(urls: Readonly<Record<Login, string>>): Promise<boolean> {
  const pools = Object.fromEntries(AUDIENCES.map((audience) => [audience, createPool(audience, urls[audience], { max: 6 })])) as Record<Audience, ReturnType<typeof createPool>>
  try {
    const state = await stateOf(pools)
    if (state === "cut_off") console.log("Note: the demo network was cut off while it was made. What is there is kept; to make it whole, start with an empty data folder.")
    if (state !== "empty") return false
    const started = Date.now()
    console.log("Making the demo network …")
    await seed(pools)
    await forgetOldNews(urls.jobs)
    console.log(`The demo network stands (${Math.round((Date.now() - started) / 1000)} s).`)
    return true
  } finally {
    await Promise.all(AUDIENCES.map((audience) => pools[audience].end()))
  }
}

async function stateOf(pools: Pools): Promise<"empty" | "done" | "cut_off"> {
  return asPlatform(pools, async (work) => {
    const network = await work.db.selectFrom("tenancy.network").select("network_id").limit(1).executeTakeFirst()
    if (!network) return "empty"
    const others = await work.db.selectFrom("tenancy.network").select("network_id").where("code", "<>", "nordwerk").limit(1).executeTakeFirst()
    const done = await work.db.selectFrom("work.command").select("key").where("network_id", "=", 0).where("tenant_id", "=", 0).where("key", "=", DONE).executeTakeFirst()
    return done || others ? "done" : "cut_off"
  })
}

/** What happened months ago is told to nobody any more: the seed's events stay in the outbox, their mails are not sent. */
async function forgetOldNews(jobsUrl: string): Promise<void> {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: jobsUrl })
  await client.connect()
  try {
    await client.query("delete from graphile_worker._private_jobs")
    await client.query("delete from graphile_worker._private_job_queues")
  } finally {
    await client.end()
  }
}

async function seed(pools: Pools): Promise<void> {
  const now = Temporal.Now.instant()
  const today = now.toZonedDateTimeISO("Europe/Berlin").toPlainDate().toString()
  await seedPeopleOfThePlatform(pools)
  const productId = await seedCatalogue(pools, today)
  await seedStock(pools, productId, now.subtract({ hours: 24 * (HISTORY_DAYS + 10) }), today)
  const seeded = []
  for (const partner of partners) seeded.push(await seedPartner(pools, partner, productId, today))
  await seedAgreements(pools, seeded, now.subtract({ hours: 24 * (HISTORY_DAYS + 10) }))
  await seedTerms(pools, seeded, now.subtract({ hours: 24 * (HISTORY_DAYS + 10) }))
  await seedOrders(pools, seeded, productId, today)
  await seedSubscriptions(pools, seeded, productId, today)
  await seedInvoices(pools, seeded)
  await seedCreditNotes(pools, seeded)
  await seedDispute(pools, seeded[1]!)
  await seedSettlement(pools, seeded, today)
  await asPlatform(pools, async (work) => {
    await work.db.insertInto("work.command").values({ network_id: 0, tenant_id: 0, actor_id: "00000000-0000-7000-8000-000000000000", key: DONE, name: DONE, request_hash: "", received_at: work.now.toString() }).execute()
  })
}
