import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { metrics } from "@entrepot/telemetry"
import { requestStamp } from "./request-stamp.ts"
import { runStamp } from "./run-stamp.ts"
import { createPlatform, dealer, type Platform } from "./testing.ts"

let world: Platform
beforeAll(async () => {
  world = await createPlatform()
})
afterAll(() => world.database.drop())

async function fillCatalogue(from: number, to: number): Promise<void> {
  await onAdmin(world.database.adminUrl, `
    insert into catalog.category (network_id, category_id, code, path, names) values (1, '01900000-0000-7000-8000-000000000009', 'all', 'all.', '{}') on conflict do nothing`, `
    insert into catalog.product (network_id, product_id, sku, sku_norm, brand, names, category_id, category_path, base_unit, created_at, updated_at)
    select 1, gen_random_uuid(), 'P' || n, 'P' || n, 'Kerf', '{}', '01900000-0000-7000-8000-000000000009', 'all.', 'each', now(), now() from generate_series(${from}, ${to}) n`)
}

/** Statements that the worker awaits for one stamp, and the rows that it leaves in the tenant. */
async function cost(code: string): Promise<{ statements: number; rows: unknown }> {
  await world.platform((work) => requestStamp(work, dealer(code)))
  const before = await statements()
  await runStamp(world.database.pools.worker, { networkId: 1, key: `stamp-${code}` })
  const [rows] = await onAdmin(world.database.adminUrl, `
    select (select count(*)::int from catalog.segment_rule s where s.tenant_id = t.tenant_id) as segments, (select count(*)::int from pricing.price_rule r where r.tenant_id = t.tenant_id) as rules,
           (select count(*)::int from pricing.price_list_entry e where e.tenant_id = t.tenant_id) as prices from tenancy.tenant t where code = '${code}'`)
  return { statements: (await statements()) - before, rows }
}

async function statements(): Promise<number> {
  const { values } = await metrics.statementsPerWork.get()
  return values.filter((value) => value.metricName?.endsWith("_sum") && value.labels["audience"] === "worker").reduce((sum, value) => sum + value.value, 0)
}

test("a tenant costs the same statements and rows against 300 and against 100,000 products", async () => {
  await fillCatalogue(1, 300)
  const small = await cost("small")
  await fillCatalogue(301, 100_000)
  const large = await cost("large")
  expect(large).toEqual(small)
  expect(small.statements).toBeLessThanOrEqual(20)
  expect(small.rows).toEqual({ segments: 1, rules: 3, prices: 0 })
})
