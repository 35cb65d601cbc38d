-- Why:   stock on hand must be explainable, so it is a sum of movements, never a number somebody set; and stock can
--        never be promised twice, so what is reserved stands beside what is on hand under one check.
-- Locks: none; everything is new.
-- Undo:  drop schema inventory cascade;
create schema inventory;
grant usage on schema inventory to portal_group, network_group, worker_group;

create table inventory.warehouse (
  network_id   integer not null references tenancy.network (network_id),
  warehouse_id uuid not null,
  code         text collate "C" not null,
  name         text not null,
  address      jsonb not null,
  country      text collate "C" not null,
  latitude     double precision not null,
  longitude    double precision not null,
  zone         text not null,
  handling_days integer not null default 1 check (handling_days >= 0),
  active       boolean not null default true,
  version      integer not null default 1,
  primary key (network_id, warehouse_id),
  unique (network_id, code)
);
select ctx.wall('inventory.warehouse', 'network');
grant select (network_id, warehouse_id, code, name, country, latitude, longitude, zone, handling_days, active) on inventory.warehouse to portal_group;
grant select, insert, update on inventory.warehouse to network_group, worker_group;

-- One row per warehouse and product, in base units; locked in the order of its key. movements counts what is on its
-- stock card. Every order touches it, so a fifth of each page is left free and no index covers what changes.
create table inventory.balance (
  network_id   integer not null,
  product_id   uuid not null,
  warehouse_id uuid not null,
  on_hand      numeric(18, 6) not null default 0,
  reserved     numeric(18, 6) not null default 0,
  movements    integer not null default 0 check (movements >= 0),
  -- When what is unreserved falls to this, it is time to buy; 0 asks for nothing.
  reorder_point numeric(18, 6) not null default 0 check (reorder_point >= 0),
  primary key (network_id, product_id, warehouse_id),
  check (reserved >= 0),
  check (reserved <= on_hand),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id),
  foreign key (network_id, warehouse_id) references inventory.warehouse (network_id, warehouse_id)
) with (fillfactor = 80);
select ctx.wall('inventory.balance', 'network');
grant select (network_id, product_id, warehouse_id, on_hand, reserved), update (reserved) on inventory.balance to portal_group;
grant select, insert, update on inventory.balance to network_group, worker_group;

-- The stock card: append-only. position counts 1, 2, 3 … per balance, given out under the balance's lock, so the running
-- balance is a chain that can be checked. A count that found what was expected is kept too, with a quantity of zero.
create table inventory.movement (
  network_id     integer not null,
  movement_id    uuid not null,
  product_id     uuid not null,
  warehouse_id   uuid not null,
  position       integer not null check (position > 0),
  quantity       numeric(18, 6) not null,
  cause          text collate "C" not null check (cause in ('receipt', 'shipment', 'count', 'correction')),
  reference_kind text collate "C" not null,
  reference_id   text collate "C" not null,
  on_hand_after  numeric(18, 6) not null check (on_hand_after >= 0),
  note           text,
  actor          jsonb not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  primary key (network_id, movement_id),
  unique (network_id, product_id, warehouse_id, position),
  unique (network_id, reference_kind, reference_id, product_id, warehouse_id),
  check (quantity <> 0 or cause = 'count'),
  foreign key (network_id, product_id, warehouse_id) references inventory.balance (network_id, product_id, warehouse_id)
);
select ctx.wall('inventory.movement', 'network');
drop policy portal on inventory.movement;
grant select, insert on inventory.movement to network_group, worker_group;

-- A promise of stock to one order line. What is left of it is quantity; a settled one keeps its row with zero left.
-- One that is in a picker's hands (picked_at) can no longer be released; only the warehouse may say so or take it back.
create table inventory.reservation (
  network_id     integer not null,
  tenant_id      integer not null,
  account_id     uuid not null,
  reservation_id uuid not null,
  order_id       uuid not null,
  order_line_id  uuid not null,
  product_id     uuid not null,
  warehouse_id   uuid not null,
  quantity       numeric(18, 6) not null check (quantity >= 0),
  reserved_quantity numeric(18, 6) not null check (reserved_quantity > 0),
  created_at     timestamptz not null,
  picked_at    timestamptz,
  settled_at     timestamptz,
  settled_by     text collate "C" check (settled_by in ('shipped', 'released')),
  expires_at     timestamptz,
  primary key (network_id, tenant_id, account_id, reservation_id),
  check ((settled_at is null) = (quantity > 0)),
  check ((settled_at is null) = (settled_by is null)),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, product_id, warehouse_id) references inventory.balance (network_id, product_id, warehouse_id)
);
create index reservation_line on inventory.reservation (network_id, tenant_id, order_id, order_line_id) where settled_at is null;
create index reservation_stock on inventory.reservation (network_id, product_id, warehouse_id) where settled_at is null;
select ctx.wall('inventory.reservation', 'tenant');
grant select, insert, update (quantity, settled_at, settled_by) on inventory.reservation to portal_group, network_group, worker_group;
grant update (picked_at) on inventory.reservation to network_group, worker_group;

-- Ordered rules: the first that matches a ship-to says which warehouses may serve it and how to choose.
create table inventory.sourcing_rule (
  network_id   integer not null,
  rule_id      uuid not null,
  position     integer not null,
  name         text not null,
  ship_to_country text collate "C" not null default '',
  strategy     text collate "C" not null check (strategy in ('nearest_complete', 'nearest_split', 'listed')),
  warehouse_ids uuid[] not null default '{}',
  active       boolean not null default true,
  version      integer not null default 1,
  primary key (network_id, rule_id),
  unique (network_id, position) deferrable
);
select ctx.wall('inventory.sourcing_rule', 'network');
grant select on inventory.sourcing_rule to portal_group, network_group, worker_group;
grant insert, update, delete on inventory.sourcing_rule to network_group, worker_group;

-- What is announced to arrive; available to promise by date counts on it.
create table inventory.expected_receipt (
  network_id   integer not null,
  expected_id  uuid not null,
  product_id   uuid not null,
  warehouse_id uuid not null,
  quantity     numeric(18, 6) not null check (quantity > 0),
  expected_on  date not null,
  reference    text not null,
  received     numeric(18, 6) not null default 0 check (received >= 0),
  received_at  timestamptz,
  cancelled_at timestamptz,
  created_at   timestamptz not null,
  version      integer not null default 1,
  primary key (network_id, expected_id),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id),
  foreign key (network_id, warehouse_id) references inventory.warehouse (network_id, warehouse_id)
);
create index expected_receipt_open on inventory.expected_receipt (network_id, product_id, expected_on) where received_at is null and cancelled_at is null;
select ctx.wall('inventory.expected_receipt', 'network');
grant select (network_id, expected_id, product_id, warehouse_id, quantity, expected_on, received, received_at, cancelled_at) on inventory.expected_receipt to portal_group;
grant select, insert, update on inventory.expected_receipt to network_group, worker_group;
