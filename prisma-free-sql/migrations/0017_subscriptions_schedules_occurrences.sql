-- Why:   a customer's replenishment is a schedule, and each date of it a record of its own: what was planned, promised, ordered,
--        skipped or held, and why. Changes, usage and schedule versions are facts and are only ever added.
-- Locks: the order of numbers per tenant is read once and gets one row more; row security is off on that table for this one
--        statement, because its owner is held by it like everybody else.
-- Undo:  drop schema subscriptions cascade; delete from ordering.document_number where kind = 'subscription';
create schema subscriptions;
grant usage on schema subscriptions to portal_group, network_group, worker_group;

alter table ordering.document_number no force row level security;
insert into ordering.document_number (network_id, tenant_id, kind, prefix)
select network_id, tenant_id, 'subscription', prefix || 'R' from ordering.document_number where kind = 'order';
alter table ordering.document_number force row level security;

-- One row where the tenant decided something; without it the defaults of the code count. The limit on value is money, and the tenant's own.
create table subscriptions.setting (
  network_id   integer not null,
  tenant_id    integer not null,
  settings     jsonb not null,
  most_value_minor bigint check (most_value_minor >= 0),
  version      integer not null default 1,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('subscriptions.setting', 'tenant');
grant select, insert, update on subscriptions.setting to portal_group;
grant select on subscriptions.setting to worker_group;
grant select (network_id, tenant_id, settings, version, updated_at) on subscriptions.setting to network_group;

-- What the tenant offers; a subscription keeps what it was made with, so a later edit of a plan changes no customer's terms.
create table subscriptions.plan (
  network_id   integer not null,
  tenant_id    integer not null,
  plan_id      uuid not null,
  status       text collate "C" not null check (status in ('active', 'retired')),
  name         text not null,
  terms        jsonb not null,
  discount_percent numeric(9, 4) not null default 0 check (discount_percent >= 0 and discount_percent < 100),
  version      integer not null default 1,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, plan_id),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('subscriptions.plan', 'tenant');
grant select, insert, update on subscriptions.plan to portal_group, worker_group;

create table subscriptions.subscription (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  subscription_id uuid not null,
  number       text collate "C" not null,
  name         text not null,
  status       text collate "C" not null check (status in ('draft', 'active', 'paused', 'ended')),
  plan_id      uuid,
  discount_percent numeric(9, 4) not null default 0 check (discount_percent >= 0 and discount_percent < 100),
  currency     text collate "C" not null,
  ship_to_id   uuid,
  po_number    text not null default '',
  invoicing    text collate "C" not null check (invoicing in ('at_order', 'at_shipment')),
  collect      text collate "C" not null check (collect in ('automatic', 'terms')),
  catch_up     text collate "C" not null check (catch_up in ('ship_one', 'skip_missed', 'ask')),
  notice_days  integer not null check (notice_days >= 0),
  ceiling_percent numeric(9, 4) not null check (ceiling_percent >= 0),
  schedule_version integer not null default 1,
  starts_on    date not null,
  ends_on      date,
  -- Whose orders these are; and who made it, which is somebody else where the dealer acted for the customer.
  owner_id     uuid not null,
  created_by   jsonb not null,
  paused_at    timestamptz,
  paused_until date,
  ended_at     timestamptz,
  version      integer not null default 1,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, subscription_id),
  unique (network_id, tenant_id, number),
  check ((paused_at is not null) = (status = 'paused')),
  check ((ended_at is not null) = (status = 'ended')),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, owner_id) references tenancy.tenant_user (network_id, tenant_id, user_id),
  foreign key (network_id, tenant_id, plan_id) references subscriptions.plan (network_id, tenant_id, plan_id),
  foreign key (network_id, tenant_id, account_id, ship_to_id) references tenancy.address (network_id, tenant_id, account_id, address_id)
);
create index subscription_of_tenant on subscriptions.subscription (network_id, tenant_id, status, number);
create index subscription_owner on subscriptions.subscription (network_id, tenant_id, owner_id);
create index subscription_plan on subscriptions.subscription (network_id, tenant_id, plan_id) where plan_id is not null;
create index subscription_paused on subscriptions.subscription (network_id, paused_until) where status = 'paused' and paused_until is not null;
select ctx.wall('subscriptions.subscription', 'tenant');
grant select, insert, update on subscriptions.subscription to portal_group, worker_group;
grant select on subscriptions.subscription to network_group;

-- A line that was taken out stays, because occurrences that were made name it. Its price policy is between the partner and the customer.
create table subscriptions.subscription_line (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  subscription_id uuid not null,
  line_id      uuid not null,
  position     integer not null,
  product_id   uuid not null,
  unit         text collate "C" not null,
  quantity     numeric(18, 6) not null check (quantity > 0),
  price_policy jsonb not null,
  stock_out    jsonb not null,
  usage        jsonb,
  -- A line that came later is in the occurrences that a change puts it into; the first lines are in all of them.
  added_later  boolean not null default false,
  primary key (network_id, tenant_id, account_id, subscription_id, line_id),
  foreign key (network_id, tenant_id, account_id, subscription_id) references subscriptions.subscription (network_id, tenant_id, account_id, subscription_id),
  foreign key (network_id, product_id, unit) references catalog.product_unit (network_id, product_id, unit)
);
create index subscription_line_product on subscriptions.subscription_line (network_id, product_id);
select ctx.wall('subscriptions.subscription_line', 'tenant');
grant select, insert, update on subscriptions.subscription_line to portal_group, worker_group;
grant select (network_id, tenant_id, account_id, subscription_id, line_id, position, product_id, unit, quantity, added_later) on subscriptions.subscription_line to network_group;

-- Append-only: another cadence is another version with an anchor of its own, whose occurrences are counted from 0.
create table subscriptions.schedule_version (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  subscription_id uuid not null,
  version      integer not null check (version > 0),
  cadence      jsonb not null,
  anchor       date not null,
  shift        text collate "C" not null check (shift in ('next', 'previous', 'as_is')),
  created_by   jsonb not null,
  created_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, subscription_id, version),
  foreign key (network_id, tenant_id, account_id, subscription_id) references subscriptions.subscription (network_id, tenant_id, account_id, subscription_id)
);
select ctx.wall('subscriptions.schedule_version', 'tenant');
grant select, insert on subscriptions.schedule_version to portal_group, worker_group;
grant select on subscriptions.schedule_version to network_group;

-- One date. Its business key is the schedule's version and number: whoever makes it a second time finds it made.
create table subscriptions.occurrence (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  occurrence_id uuid not null,
  subscription_id uuid not null,
  schedule_version integer not null,
  -- Below zero: one that was ordered beside the schedule.
  n            integer not null,
  status       text collate "C" not null check (status in
    ('planned', 'notified', 'locked', 'held', 'ordered', 'fulfilled', 'closed', 'skipped', 'cancelled', 'merged', 'failed')),
  scheduled_on date not null,
  due_on       date not null,
  -- The notice and the cut-off. Null while the subscription is paused, so that nothing finds it.
  notify_at    timestamptz,
  order_at     timestamptz,
  -- A worker that took it and died gives it back when this has passed.
  claimed_until timestamptz,
  attempts     integer not null default 0,
  hold_code    text collate "C" check (hold_code in ('stock', 'payment', 'credit', 'approval', 'safety', 'price', 'catch_up', 'attention')),
  hold_facts   jsonb,
  held_at      timestamptz,
  reason       text not null default '',
  -- What a person agreed to after it was held: it is not held for these again.
  cleared      text[] not null default '{}',
  expected_minor bigint,
  ceiling_minor  bigint,
  -- What became of each line, without money.
  lines        jsonb,
  order_id     uuid,
  notified_at  timestamptz,
  locked_at    timestamptz,
  ordered_at   timestamptz,
  fulfilled_at timestamptz,
  closed_at    timestamptz,
  merged_into  uuid,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, occurrence_id),
  unique (network_id, tenant_id, account_id, subscription_id, schedule_version, n),
  check ((hold_code is not null) = (status = 'held')),
  foreign key (network_id, tenant_id, account_id, subscription_id, schedule_version)
    references subscriptions.schedule_version (network_id, tenant_id, account_id, subscription_id, version),
  foreign key (network_id, tenant_id, account_id, order_id) references ordering.order (network_id, tenant_id, account_id, order_id)
);
-- What is due is found over all tenants of a network at once, without looking at what is not.
create index occurrence_due on subscriptions.occurrence (network_id, order_at) where status in ('planned', 'notified', 'locked') and order_at is not null;
create index occurrence_notice on subscriptions.occurrence (network_id, notify_at) where status = 'planned' and notify_at is not null;
create index occurrence_calendar on subscriptions.occurrence (network_id, tenant_id, account_id, due_on);
create index occurrence_order on subscriptions.occurrence (network_id, tenant_id, order_id) where order_id is not null;
create index occurrence_made on subscriptions.occurrence (network_id, tenant_id, ordered_at) where ordered_at is not null;
create index occurrence_held on subscriptions.occurrence (network_id, tenant_id, held_at) where status = 'held';
select ctx.wall('subscriptions.occurrence', 'tenant');
grant select, insert, update on subscriptions.occurrence to portal_group, worker_group;
grant select (network_id, tenant_id, account_id, occurrence_id, subscription_id, schedule_version, n, status, scheduled_on, due_on, notify_at, order_at, claimed_until, attempts,
  hold_code, held_at, reason, cleared, lines, order_id, notified_at, locked_at, ordered_at, fulfilled_at, closed_at, merged_into, created_at, updated_at) on subscriptions.occurrence to network_group;
grant update (status, order_at, claimed_until, hold_code, held_at, reason, updated_at) on subscriptions.occurrence to network_group;

-- Append-only: what somebody wanted of the future, with its reach, and who. The future is worked out from these; so is the history. Without money.
create table subscriptions.occurrence_change (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  subscription_id uuid not null,
  change_id    uuid not null,
  kind         text collate "C" not null,
  schedule_version integer not null,
  from_n       integer,
  to_n         integer,
  detail       jsonb not null default '{}',
  reason       text not null default '',
  actor        jsonb not null,
  on_behalf_of text,
  occurred_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, subscription_id, change_id),
  foreign key (network_id, tenant_id, account_id, subscription_id) references subscriptions.subscription (network_id, tenant_id, account_id, subscription_id)
);
select ctx.wall('subscriptions.occurrence_change', 'tenant');
grant select, insert on subscriptions.occurrence_change to portal_group, worker_group;
grant select on subscriptions.occurrence_change to network_group;

-- Append-only. The source and its event id are the business key, the hash tells a repetition from a contradiction.
create table subscriptions.usage_event (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  usage_id     uuid not null,
  source       text collate "C" not null,
  event_id     text collate "C" not null,
  payload_hash text collate "C" not null,
  subscription_id uuid not null,
  line_id      uuid not null,
  kind         text collate "C" not null check (kind in ('count', 'level')),
  quantity     numeric(18, 6) not null check (quantity >= 0),
  measured_at  timestamptz not null,
  -- It came after the occurrence that it would have moved was made.
  late         boolean not null,
  actor        jsonb not null,
  recorded_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, usage_id),
  unique (network_id, tenant_id, account_id, source, event_id),
  foreign key (network_id, tenant_id, account_id, subscription_id, line_id)
    references subscriptions.subscription_line (network_id, tenant_id, account_id, subscription_id, line_id)
);
create index usage_event_line on subscriptions.usage_event (network_id, tenant_id, account_id, subscription_id, line_id, measured_at desc);
select ctx.wall('subscriptions.usage_event', 'tenant');
grant select, insert on subscriptions.usage_event to portal_group, worker_group;

-- A run is one day of a network; its items say what was due and what became of it, the last word each.
create table subscriptions.run (
  network_id   integer not null,
  run_id       uuid not null,
  run_on       date not null,
  started_at   timestamptz not null,
  primary key (network_id, run_id),
  unique (network_id, run_on)
);
select ctx.wall('subscriptions.run', 'network');
grant select on subscriptions.run to network_group;
grant select, insert on subscriptions.run to worker_group;

create table subscriptions.run_item (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  run_id       uuid not null,
  occurrence_id uuid not null,
  outcome      text collate "C" not null check (outcome in ('made', 'held', 'skipped', 'merged', 'failed')),
  code         text collate "C",
  reason       text not null default '',
  order_id     uuid,
  decided_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, run_id, occurrence_id),
  foreign key (network_id, run_id) references subscriptions.run (network_id, run_id),
  foreign key (network_id, tenant_id, account_id, occurrence_id) references subscriptions.occurrence (network_id, tenant_id, account_id, occurrence_id)
);
create index run_item_page on subscriptions.run_item (network_id, run_id, decided_at, occurrence_id);
select ctx.wall('subscriptions.run_item', 'tenant');
grant select on subscriptions.run_item to network_group;
grant select, insert, update on subscriptions.run_item to worker_group;
