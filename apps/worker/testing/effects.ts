import { handler, eventType, type AudiencePool, type EventHandler, withWork, automation, record } from "@entrepot/db"
import type { TestDatabase } from "@entrepot/db/testing"
import { sql } from "kysely"

/** An event whose only effect is a row, so that a test can count how often it happened. */
export const happened = eventType<{ n: number; fails?: boolean }>("test.happened")

/** Writes its row, dawdles so that a kill may hit it in the middle, and fails where the event says so. */
export const countEffects: EventHandler = handler("test.count_effects", happened, async (work, event) => {
  await sql`insert into test_effect (event_id, tenant_id, at) values (${event.eventId}, ${work.scope.tenantId ?? 0}, clock_timestamp())`.execute(work.db)
  if (process.env["EFFECT_MILLIS"]) await new Promise((resolve) => setTimeout(resolve, Number(process.env["EFFECT_MILLIS"])))
})

export const failOnWish: EventHandler = handler("test.fail_on_wish", happened, async (_work, event) => {
  if (event.payload.fails) throw new Error("as wished")
})

export const effectHandlers: readonly EventHandler[] = [failOnWish, countEffects]

/** The table that the effects are counted in has no key, so that a second one would be seen. */
export async function prepareEffects(database: TestDatabase): Promise<void> {
  const { onAdmin } = await import("@entrepot/db/testing")
  await onAdmin(database.adminUrl, "create table public.test_effect (event_id uuid not null, tenant_id integer not null, at timestamptz not null)", "grant insert on public.test_effect to worker_group")
}

/** One event per work, as verbs do. */
export async function announce(pool: AudiencePool, tenantId: number, count: number, payload: { fails?: boolean } = {}): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_none, n) => withWork(pool, { audience: "portal", networkId: 1, tenantId }, automation("test"), async (work) => record(work, happened, { n, ...payload }))))
}

export async function until(condition: () => Promise<boolean>, timeoutMillis = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMillis
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("It did not happen in time.")
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
