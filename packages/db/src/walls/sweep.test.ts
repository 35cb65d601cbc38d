import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cloneDatabase, onAdmin, type TestDatabase } from "../testing/index.ts"
import { sweepWalls } from "./sweep.ts"

describe("the walls as pg_catalog shows them", () => {
  let database: TestDatabase
  beforeAll(async () => void (database = await cloneDatabase()))
  afterAll(() => database.drop())

  test("stand without a breach", async () => {
    expect(await sweepWalls(database.adminUrl)).toEqual([])
  })
})

// Each damage is done to a database of its own; a sweep that stays silent is a hole in the suite.
const DAMAGES: readonly { damage: string; sql: string; rule: string }[] = [
  { damage: "a policy is dropped", sql: "drop policy portal on ordering.order", rule: "each audience that holds a grant has a policy" },
  { damage: "row security is disabled", sql: "alter table ordering.order_line disable row level security", rule: "row security is enabled and forced" },
  { damage: "FORCE is taken off", sql: "alter table catalog.product no force row level security", rule: "row security is enabled and forced" },
  { damage: "the account wall is dropped", sql: "drop policy account on ordering.order", rule: "an account's table has the account wall" },
  { damage: "every account may read what others' prices follow", sql: "drop policy readers on pricing.network_index_value", rule: "an index series is read by those whose lines follow it" },
  { damage: "a policy lets everything through", sql: "alter policy portal on ordering.order using (true) with check (true)", rule: "each audience's policy is the plain equality of its wall" },
  { damage: "a policy checks less than it shows", sql: "alter policy portal on tenancy.address with check (true)", rule: "each audience's policy is the plain equality of its wall" },
  { damage: "a policy forgets the tenant", sql: "alter policy portal on tenancy.tenant_user using (network_id = ctx.network_id()) with check (network_id = ctx.network_id())", rule: "each audience's policy is the plain equality of its wall" },
  { damage: "a composite foreign key becomes a single column", sql: "create unique index lone on tenancy.tenant_user (user_id); alter table ordering.order add constraint lone foreign key (user_id) references tenancy.tenant_user (user_id)", rule: "every foreign key between walled tables carries the scope" },
  { damage: "a global unique key appears", sql: "create unique index oracle on tenancy.tenant_user (email)", rule: "every primary and unique key carries the scope" },
  { damage: "a table is not declared", sql: "create table ordering.stray (id uuid primary key)", rule: "every table is declared" },
  { damage: "a portal may read costs", sql: "grant select on pricing.cost to portal_group", rule: "a portal reads no cost, no movement and no other audience's files" },
  { damage: "an audience may rewrite history", sql: "grant update on work.audit_entry to network_group", rule: "facts are append-only" },
  { damage: "a definer function appears", sql: "create function ordering.peek() returns bigint language sql security definer as 'select count(*) from ordering.order'", rule: "only the named functions run with their owner's rights, pinned and owned by a role that cannot sign in" },
  { damage: "a view runs with its owner's rights", sql: "create view ordering.peek as select * from ordering.order", rule: "a view runs with the rights of its caller" },
  { damage: "everybody may read a table", sql: "grant select on ordering.order to public", rule: "no audience may truncate, reference or trigger, and nothing is granted to everybody" },
  { damage: "the platform may read orders", sql: "grant select on ordering.order to platform_group", rule: "the platform reads no commerce" },
  { damage: "a key deletes into another's rows by setting null", sql: "alter table ordering.order add constraint lax foreign key (network_id, tenant_id, account_id) references tenancy.account on delete set null", rule: "no foreign key sets null" },
  { damage: "a trigger appears", sql: "create function ordering.t() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on ordering.order for each row execute function ordering.t()", rule: "no trigger, rule, materialised view or sequence" },
]

describe("the sweep goes red when", () => {
  test.each(DAMAGES)("$damage", async ({ sql, rule }) => {
    const damaged = await cloneDatabase()
    try {
      await onAdmin(damaged.adminUrl, sql)
      expect((await sweepWalls(damaged.adminUrl)).map((breach) => breach.rule)).toContain(rule)
    } finally {
      await damaged.drop()
    }
  })
})
