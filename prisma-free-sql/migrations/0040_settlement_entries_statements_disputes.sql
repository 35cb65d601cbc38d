-- Why:   what the distributor and a partner owe each other follows from facts (shipped, collected, returned, agreed), each of
--        which is an entry that is never changed. A statement gathers the entries of a month that no other statement has, and
--        keeps them: an entry stands on one statement, by a key. A correction is another entry.
-- Locks: none; everything is new.
-- Undo:  drop schema settlement cascade;
create schema settlement;
grant usage on schema settlement to portal_group, network_group, worker_group;

-- The partner's head: locked while its entries are counted and its statements change, so that both are done one after the other.
create table settlement.partner (
  network_id integer not null,
  tenant_id  integer not null,
  primary key (network_id, tenant_id),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('settlement.partner', 'tenant', true);
grant select on settlement.partner to portal_group;
-- A row that has nothing to change is locked by whoever may update it.
grant select, insert, update on settlement.partner to network_group, worker_group;

-- What the two agreed, by version: entries keep the version that made them.
create table settlement.agreement (
  network_id         integer not null,
  tenant_id          integer not null,
  version            integer not null check (version > 0),
  commission_percent numeric(9, 4) not null check (commission_percent >= 0 and commission_percent < 100),
  -- Whether the distributor's platform takes online payments in for the partner, and settles them.
  collects           boolean not null,
  payment_days       integer not null check (payment_days between 0 and 180),
  -- The day of the month on which the last month's statement is drafted.
  draft_day          integer not null check (draft_day between 1 and 28),
  note               text not null default '',
  actor              jsonb not null,
  created_at         timestamptz not null,
  primary key (network_id, tenant_id, version),
  foreign key (network_id, tenant_id) references settlement.partner (network_id, tenant_id)
);
select ctx.wall('settlement.agreement', 'tenant', true);
grant select on settlement.agreement to portal_group, worker_group;
grant select, insert on settlement.agreement to network_group;

-- A fact: above zero the partner owes the distributor. Goods keep the transfer price of their order line; the parts of a line
-- add up to it. What customers were charged stands nowhere here; of payments that the platform took in, what it took.
create table settlement.entry (
  network_id      integer not null,
  tenant_id       integer not null,
  entry_id        uuid not null,
  business_key    text collate "C" not null,
  kind            text collate "C" not null check (kind in ('supply', 'supply_return', 'collected', 'refunded', 'commission', 'commission_return', 'adjustment')),
  currency        text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor    bigint not null,
  occurred_on     date not null,
  document_kind   text collate "C" not null,
  document_id     text collate "C" not null,
  document_number text not null,
  order_id        uuid,
  order_number    text,
  order_line_id   uuid,
  stocked         boolean not null default false,
  sku             text,
  name            text,
  unit            text collate "C",
  quantity        numeric(18, 6),
  base_quantity   numeric(18, 6),
  unit_price      numeric(18, 6),
  percent         numeric(9, 4),
  agreement_version integer,
  memo            text not null default '',
  actor           jsonb not null,
  recorded_at     timestamptz not null,
  primary key (network_id, tenant_id, entry_id),
  unique (network_id, tenant_id, business_key),
  foreign key (network_id, tenant_id) references settlement.partner (network_id, tenant_id)
);
create index entry_order_line on settlement.entry (network_id, tenant_id, order_line_id) where order_line_id is not null;
create index entry_document on settlement.entry (network_id, tenant_id, document_kind, document_id);
select ctx.wall('settlement.entry', 'tenant', true);
grant select on settlement.entry to portal_group;
grant select, insert on settlement.entry to network_group, worker_group;

-- Entries that stand on no statement yet: taken out by the statement that takes them.
create table settlement.pending_entry (
  network_id   integer not null,
  tenant_id    integer not null,
  currency     text collate "C" not null,
  occurred_on  date not null,
  entry_id     uuid not null,
  kind         text collate "C" not null,
  amount_minor bigint not null,
  primary key (network_id, tenant_id, entry_id),
  foreign key (network_id, tenant_id, entry_id) references settlement.entry (network_id, tenant_id, entry_id)
);
create index pending_entry_next on settlement.pending_entry (network_id, tenant_id, currency, occurred_on, entry_id);
select ctx.wall('settlement.pending_entry', 'tenant', true);
grant select on settlement.pending_entry to portal_group;
grant select, insert, delete on settlement.pending_entry to network_group, worker_group;

-- The distributor's numbers, without a gap: taken in the statement that issues.
create table settlement.number_series (
  network_id integer not null references tenancy.network (network_id),
  year       integer not null check (year between 2000 and 2999),
  next       bigint not null default 1,
  primary key (network_id, year)
);
select ctx.wall('settlement.number_series', 'network', true);
grant select, insert, update on settlement.number_series to network_group, worker_group;

-- A draft has no number, and its lines are what is pending. What is issued keeps its lines, its total and its sums; an accepted
-- dispute adds a line of its own and counts in adjusted_minor. It is settled for what both add up to.
create table settlement.statement (
  network_id     integer not null,
  tenant_id      integer not null,
  statement_id   uuid not null,
  period         date not null check (extract(day from period) = 1),
  currency       text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  number         text collate "C",
  total_minor    bigint not null default 0,
  adjusted_minor bigint not null default 0,
  sums           jsonb not null default '{}',
  line_count     integer not null default 0,
  agreement_version integer,
  drafted_at     timestamptz not null,
  issued_at      timestamptz,
  issued_on      date,
  due_on         date,
  issued_by      jsonb,
  settled_at     timestamptz,
  settled_by     jsonb,
  paid_on        date,
  payment_reference text,
  version        integer not null default 1,
  primary key (network_id, tenant_id, statement_id),
  unique (network_id, tenant_id, period, currency),
  unique (network_id, tenant_id, number),
  check ((number is null) = (issued_at is null)),
  check (settled_at is null or (issued_at is not null and paid_on is not null and payment_reference is not null)),
  foreign key (network_id, tenant_id) references settlement.partner (network_id, tenant_id)
);
create index statement_recent on settlement.statement (network_id, period desc, statement_id desc);
create index statement_id on settlement.statement (network_id, statement_id);
select ctx.wall('settlement.statement', 'tenant', true);
grant select on settlement.statement to portal_group;
grant select, insert, update on settlement.statement to network_group, worker_group;

create table settlement.statement_line (
  network_id   integer not null,
  tenant_id    integer not null,
  statement_id uuid not null,
  entry_id     uuid not null,
  occurred_on  date not null,
  kind         text collate "C" not null,
  amount_minor bigint not null,
  primary key (network_id, tenant_id, statement_id, entry_id),
  -- An entry is settled once.
  unique (network_id, tenant_id, entry_id),
  foreign key (network_id, tenant_id, statement_id) references settlement.statement (network_id, tenant_id, statement_id),
  foreign key (network_id, tenant_id, entry_id) references settlement.entry (network_id, tenant_id, entry_id)
);
create index statement_line_order on settlement.statement_line (network_id, tenant_id, statement_id, occurred_on, entry_id);
select ctx.wall('settlement.statement_line', 'tenant', true);
grant select on settlement.statement_line to portal_group;
grant select, insert on settlement.statement_line to network_group, worker_group;

create table settlement.dispute (
  network_id    integer not null,
  tenant_id     integer not null,
  dispute_id    uuid not null,
  statement_id  uuid not null,
  entry_id      uuid not null,
  status        text collate "C" not null default 'open' check (status in ('open', 'accepted', 'rejected', 'withdrawn')),
  reason_code   text collate "C" not null check (reason_code in ('not_received', 'wrong_price', 'wrong_quantity', 'returned', 'damaged', 'paid_already', 'other')),
  reason        text not null,
  claim_minor   bigint not null check (claim_minor > 0),
  raised_by     jsonb not null,
  raised_at     timestamptz not null,
  answer        text not null default '',
  granted_minor bigint check (granted_minor > 0 and granted_minor <= claim_minor),
  adjustment_id uuid,
  resolved_by   jsonb,
  resolved_at   timestamptz,
  primary key (network_id, tenant_id, dispute_id),
  check ((status = 'open') = (resolved_at is null)),
  check ((status = 'accepted') = (granted_minor is not null)),
  foreign key (network_id, tenant_id, statement_id, entry_id) references settlement.statement_line (network_id, tenant_id, statement_id, entry_id),
  foreign key (network_id, tenant_id, adjustment_id) references settlement.entry (network_id, tenant_id, entry_id)
);
-- One open dispute a line.
create unique index dispute_open on settlement.dispute (network_id, tenant_id, entry_id) where status = 'open';
create index dispute_statement on settlement.dispute (network_id, tenant_id, statement_id);
create index dispute_recent on settlement.dispute (network_id, raised_at desc, dispute_id desc);
create index dispute_id on settlement.dispute (network_id, dispute_id);
select ctx.wall('settlement.dispute', 'tenant', true);
create policy staff_disputes on settlement.dispute as restrictive for insert to portal_group with check (ctx.account_id() is null);
-- The partner raises and withdraws; only the distributor answers.
grant select, insert (network_id, tenant_id, dispute_id, statement_id, entry_id, reason_code, reason, claim_minor, raised_by, raised_at), update (status, resolved_by, resolved_at) on settlement.dispute to portal_group;
grant select, update (status, answer, granted_minor, adjustment_id, resolved_by, resolved_at) on settlement.dispute to network_group;
grant select on settlement.dispute to worker_group;
