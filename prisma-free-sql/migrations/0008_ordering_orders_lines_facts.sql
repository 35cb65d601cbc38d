-- Why:   an order keeps what was agreed: price, rule, version, tax, address. Its status follows from its facts.
-- Locks: none; everything is new.
-- Undo:  drop schema ordering cascade;
create schema ordering;
grant usage on schema ordering to portal_group, network_group, worker_group;

-- Gap-free numbers per tenant and kind; the row is locked for the length of one transaction.
create table ordering.document_number (
  network_id integer not null,
  tenant_id  integer not null,
  kind       text collate "C" not null,
  prefix     text not null,
  next       bigint not null default 1,
  primary key (network_id, tenant_id, kind),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('ordering.document_number', 'tenant');
grant select, update (next) on ordering.document_number to portal_group, network_group;
grant select, insert, update on ordering.document_number to worker_group;

-- limit_minor null is unlimited, 0 is blocked. The row is locked while exposure is judged.
create table ordering.credit_line (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  currency    text collate "C" not null,
  limit_minor bigint check (limit_minor >= 0),
  updated_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('ordering.credit_line', 'tenant');
grant select, insert, update on ordering.credit_line to portal_group, worker_group;
grant select on ordering.credit_line to network_group;

create table ordering.order (
  network_id     integer not null,
  tenant_id      integer not null,
  account_id     uuid not null,
  order_id       uuid not null,
  number         text collate "C",
  status         text collate "C" not null check (status in
    ('draft', 'awaiting_approval', 'on_hold', 'confirmed', 'partly_shipped', 'shipped', 'closed', 'rejected', 'cancelled')),
  user_id        uuid not null,
  po_number      text not null default '',
  po_norm        text collate "C" generated always as (upper(po_number)) stored,
  requested_on   date,
  ship_to_id     uuid,
  ship_complete  boolean not null default false,
  note           text not null default '',
  currency       text collate "C" not null,
  net_minor      bigint not null default 0,
  tax_minor      bigint not null default 0,
  total_minor    bigint not null default 0,
  supply_minor   bigint not null default 0,
  -- What still counts against the account's credit: the open part and what was delivered and not yet invoiced.
  exposure_minor bigint not null default 0,
  backordered    boolean not null default false,
  -- The facts that status follows from, beside those of the lines.
  approval       text collate "C" not null default 'not_needed' check (approval in ('not_needed', 'pending', 'approved', 'rejected', 'expired')),
  approval_facts jsonb,
  submitted_by   uuid,
  hold_code      text collate "C" check (hold_code in ('credit_limit_exceeded')),
  hold_owner     text,
  hold_reason    text not null default '',
  hold_facts     jsonb,
  held_at        timestamptz,
  -- Up to this total the credit desk has agreed; only a change beyond it is judged again.
  credit_cleared_minor bigint,
  version        integer not null default 1,
  created_at     timestamptz not null,
  submitted_at   timestamptz,
  confirmed_at   timestamptz,
  cancelled_at   timestamptz,
  closed_at      timestamptz,
  updated_at     timestamptz not null,
  primary key (network_id, tenant_id, account_id, order_id),
  unique (network_id, tenant_id, number),
  check ((number is null) = (status = 'draft')),
  check ((hold_code is not null) = (status = 'on_hold')),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, user_id) references tenancy.tenant_user (network_id, tenant_id, user_id),
  foreign key (network_id, tenant_id, account_id, ship_to_id) references tenancy.address (network_id, tenant_id, account_id, address_id)
);
-- A person has one cart per account.
create unique index order_one_cart on ordering.order (network_id, tenant_id, account_id, user_id) where status = 'draft';
create index order_of_tenant on ordering.order (network_id, tenant_id, submitted_at desc, order_id) where status <> 'draft';
create index order_of_account on ordering.order (network_id, tenant_id, account_id, submitted_at desc, order_id);
create index order_of_network on ordering.order (network_id, status, submitted_at desc, order_id) where status <> 'draft';
-- A PO number and an order's own number are searched by prefix, in one tenant and across the network; the console asks by id alone.
create index order_po on ordering.order (network_id, po_norm, tenant_id, account_id) where po_norm <> '';
create index order_number on ordering.order (network_id, number) where number is not null;
create index order_id on ordering.order (network_id, order_id);
create index order_exposure on ordering.order (network_id, tenant_id, account_id) where exposure_minor > 0;
select ctx.wall('ordering.order', 'tenant');
grant select, insert, update on ordering.order to portal_group, worker_group;
grant delete on ordering.order to portal_group;
-- What a partner charges its customers, and what margin that leaves, is the partner's own business: the distributor's staff
-- see the supply side alone, and the database holds them to it.
grant select (network_id, tenant_id, account_id, order_id, number, status, user_id, po_number, po_norm, requested_on, ship_to_id, ship_complete,
  note, currency, supply_minor, backordered, approval, submitted_by, hold_code, hold_owner, held_at, version, created_at, submitted_at,
  confirmed_at, cancelled_at, closed_at, updated_at) on ordering.order to network_group;
grant update (status, backordered, version, updated_at) on ordering.order to network_group;

create table ordering.order_line (
  network_id     integer not null,
  tenant_id      integer not null,
  account_id     uuid not null,
  order_id       uuid not null,
  line_id        uuid not null,
  position       integer not null,
  product_id     uuid not null,
  sku            text not null,
  name           text not null,
  category_path  text collate "C" not null,
  unit           text collate "C" not null,
  unit_factor    numeric(18, 6) not null check (unit_factor > 0),
  quantity       numeric(18, 6) not null check (quantity >= 0),
  shipped_base   numeric(18, 6) not null default 0 check (shipped_base >= 0),
  ship_to_id     uuid,
  requested_on   date,
  unit_price     numeric(18, 6),
  net_minor      bigint not null default 0,
  tax_percent    numeric(9, 4) not null default 0,
  tax_minor      bigint not null default 0,
  supply_price   numeric(18, 6),
  supply_minor   bigint not null default 0,
  price_snapshot jsonb,
  promise_on     date,
  promise_reason text collate "C",
  -- A line that is being picked can be neither changed nor cancelled; fulfilment writes this down.
  picked_at      timestamptz,
  cancelled_at   timestamptz,
  -- What was given up of a line that had shipped in part, in base units.
  cancelled_base numeric(18, 6) not null default 0 check (cancelled_base >= 0),
  primary key (network_id, tenant_id, account_id, order_id, line_id),
  check (shipped_base + cancelled_base <= quantity * unit_factor),
  foreign key (network_id, tenant_id, account_id, order_id) references ordering.order (network_id, tenant_id, account_id, order_id) on delete cascade,
  foreign key (network_id, product_id, unit) references catalog.product_unit (network_id, product_id, unit),
  foreign key (network_id, tenant_id, account_id, ship_to_id) references tenancy.address (network_id, tenant_id, account_id, address_id)
);
-- Whether anything ever went to an address: a first delivery may need an approval.
create index order_line_ship_to on ordering.order_line (network_id, tenant_id, account_id, ship_to_id);
create index order_line_product on ordering.order_line (network_id, product_id);
select ctx.wall('ordering.order_line', 'tenant');
grant select, insert, update, delete on ordering.order_line to portal_group;
grant select, insert, update on ordering.order_line to worker_group;
grant select (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity,
  shipped_base, ship_to_id, requested_on, supply_price, supply_minor, promise_on, promise_reason, picked_at, cancelled_at, cancelled_base)
  on ordering.order_line to network_group;
grant update (shipped_base, picked_at, promise_on, promise_reason) on ordering.order_line to network_group;

-- Append-only, and without money, because both sides of the sale read it: submitted, held, released, approved, rejected, confirmed, changed, backordered, shipped, cancelled …
create table ordering.order_fact (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  order_id    uuid not null,
  fact_id     uuid not null,
  kind        text collate "C" not null,
  detail      jsonb not null default '{}',
  actor       jsonb not null,
  occurred_at timestamptz not null,
  primary key (network_id, tenant_id, account_id, order_id, fact_id),
  foreign key (network_id, tenant_id, account_id, order_id) references ordering.order (network_id, tenant_id, account_id, order_id)
);
select ctx.wall('ordering.order_fact', 'tenant');
grant select, insert on ordering.order_fact to portal_group, network_group, worker_group;

-- Lines that wait for stock, in the order in which they were promised.
create table ordering.backorder (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  order_id    uuid not null,
  line_id     uuid not null,
  product_id  uuid not null,
  base_quantity numeric(18, 6) not null check (base_quantity > 0),
  promise_on  date,
  queued_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, order_id, line_id),
  foreign key (network_id, tenant_id, account_id, order_id, line_id)
    references ordering.order_line (network_id, tenant_id, account_id, order_id, line_id)
);
create index backorder_queue on ordering.backorder (network_id, product_id, promise_on, queued_at);
select ctx.wall('ordering.backorder', 'tenant');
grant select, insert, update, delete on ordering.backorder to portal_group, network_group, worker_group;
