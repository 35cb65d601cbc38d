-- Why:   what leaves a warehouse is a shipment of reserved stock; picking, packing and shipping are facts with a time and a name.
-- Locks: none; everything is new.
-- Undo:  drop schema fulfilment cascade;
create schema fulfilment;
grant usage on schema fulfilment to portal_group, network_group, worker_group;

create table fulfilment.shipment (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  shipment_id  uuid not null,
  number       text collate "C" not null,
  order_id     uuid not null,
  warehouse_id uuid not null,
  status       text collate "C" not null check (status in ('planned', 'picked', 'packed', 'shipped', 'delivered', 'cancelled')),
  ship_to_id   uuid not null,
  ship_to      jsonb not null,
  -- The earliest day that was promised for one of its lines; without a promise, the day of planning.
  due_on       date not null,
  carrier      text not null default '',
  tracking_number text not null default '',
  planned_at   timestamptz not null,
  picked_at    timestamptz,
  packed_at    timestamptz,
  shipped_at   timestamptz,
  delivered_at timestamptz,
  cancelled_at timestamptz,
  version      integer not null default 1,
  primary key (network_id, tenant_id, account_id, shipment_id),
  unique (network_id, tenant_id, number),
  foreign key (network_id, tenant_id, account_id, order_id) references ordering.order (network_id, tenant_id, account_id, order_id),
  foreign key (network_id, warehouse_id) references inventory.warehouse (network_id, warehouse_id)
);
create index shipment_order on fulfilment.shipment (network_id, tenant_id, order_id);
-- The console asks by id or number alone; the warehouse by what is due first.
create index shipment_id on fulfilment.shipment (network_id, shipment_id);
create index shipment_number on fulfilment.shipment (network_id, number);
create index shipment_work on fulfilment.shipment (network_id, warehouse_id, status, due_on, shipment_id) where status in ('planned', 'picked', 'packed');
create index shipment_recent on fulfilment.shipment (network_id, planned_at desc, shipment_id desc);
-- One shipment to plan per order, warehouse and ship-to: planning twice plans once.
create unique index shipment_one_plan on fulfilment.shipment (network_id, tenant_id, account_id, order_id, warehouse_id, ship_to_id) where status = 'planned';
select ctx.wall('fulfilment.shipment', 'tenant');
grant select on fulfilment.shipment to portal_group;
grant select, insert, update on fulfilment.shipment to network_group, worker_group;

create table fulfilment.shipment_line (
  network_id    integer not null,
  tenant_id     integer not null,
  account_id    uuid not null,
  shipment_id   uuid not null,
  shipment_line_id uuid not null,
  order_id      uuid not null,
  order_line_id uuid not null,
  product_id    uuid not null,
  reservation_id uuid not null,
  base_quantity numeric(18, 6) not null check (base_quantity > 0),
  picked_base   numeric(18, 6) check (picked_base >= 0 and picked_base <= base_quantity),
  short_reason  text collate "C" check (short_reason in ('not_found', 'damaged', 'later')),
  shipped_base  numeric(18, 6) check (shipped_base >= 0 and shipped_base <= picked_base),
  primary key (network_id, tenant_id, account_id, shipment_id, shipment_line_id),
  foreign key (network_id, tenant_id, account_id, shipment_id) references fulfilment.shipment (network_id, tenant_id, account_id, shipment_id),
  foreign key (network_id, tenant_id, account_id, order_id, order_line_id)
    references ordering.order_line (network_id, tenant_id, account_id, order_id, line_id),
  foreign key (network_id, tenant_id, account_id, reservation_id)
    references inventory.reservation (network_id, tenant_id, account_id, reservation_id)
);
create index shipment_line_reservation on fulfilment.shipment_line (network_id, tenant_id, reservation_id);
select ctx.wall('fulfilment.shipment_line', 'tenant');
grant select on fulfilment.shipment_line to portal_group;
grant select, insert, update (picked_base, short_reason, shipped_base) on fulfilment.shipment_line to network_group, worker_group;
