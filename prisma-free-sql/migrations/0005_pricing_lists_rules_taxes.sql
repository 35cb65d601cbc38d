-- Why:   one resolver answers every price question from these rows, dated, in the order of one ladder:
--        contract, account list, account group, tenant rules, network base.
-- Locks: none; everything is new.
-- Undo:  drop schema pricing cascade;
create schema pricing;
grant usage on schema pricing to portal_group, network_group, worker_group, platform_group;

create table pricing.base_price (
  network_id   integer not null,
  product_id   uuid not null,
  currency     text collate "C" not null,
  unit         text collate "C" not null,
  min_quantity numeric(18, 6) not null default 1 check (min_quantity > 0),
  valid_from   date not null,
  valid_to     date check (valid_to >= valid_from),
  unit_price   numeric(18, 6) not null check (unit_price > 0),
  version      integer not null default 1,
  updated_at   timestamptz not null,
  primary key (network_id, product_id, currency, unit, min_quantity, valid_from),
  foreign key (network_id, product_id, unit) references catalog.product_unit (network_id, product_id, unit)
);
select ctx.wall('pricing.base_price', 'network');
grant select on pricing.base_price to portal_group, network_group, worker_group;
grant insert, update, delete on pricing.base_price to network_group, worker_group;

-- What the distributor pays. No portal may read it, ever.
create table pricing.cost (
  network_id integer not null,
  product_id uuid not null,
  currency   text collate "C" not null,
  valid_from date not null,
  unit_cost  numeric(18, 6) not null check (unit_cost >= 0),
  updated_at timestamptz not null,
  primary key (network_id, product_id, currency, valid_from),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id)
);
select ctx.wall('pricing.cost', 'network');
drop policy portal on pricing.cost;
grant select, insert, update, delete on pricing.cost to network_group, worker_group;

-- side = sale: what the tenant asks of its accounts. side = supply: what the distributor asks of the tenant.
-- A published list never changes: a revision is a new draft that takes its place. An exclusive list stands alone: above
-- its own quantities no volume tier from further down the ladder joins in.
create table pricing.price_list (
  network_id integer not null,
  tenant_id  integer not null,
  list_id    uuid not null,
  side       text collate "C" not null check (side in ('sale', 'supply')),
  kind       text collate "C" not null check (kind in ('contract', 'list')),
  name       text not null,
  currency   text collate "C" not null,
  valid_from date not null,
  valid_to   date check (valid_to >= valid_from),
  status     text collate "C" not null default 'draft' check (status in ('draft', 'published', 'retired')),
  exclusive  boolean not null default false,
  replaces_id uuid,
  version    integer not null default 1,
  created_at timestamptz not null,
  primary key (network_id, tenant_id, list_id),
  unique (network_id, tenant_id, list_id, side),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id),
  foreign key (network_id, tenant_id, replaces_id) references pricing.price_list (network_id, tenant_id, list_id)
);
create unique index price_list_one_revision on pricing.price_list (network_id, tenant_id, replaces_id) where status = 'draft' and replaces_id is not null;
select ctx.wall('pricing.price_list', 'tenant');
grant select, insert, update on pricing.price_list to portal_group, network_group, worker_group;

create table pricing.price_list_entry (
  network_id   integer not null,
  tenant_id    integer not null,
  list_id      uuid not null,
  side         text collate "C" not null default 'sale',
  product_id   uuid not null,
  unit         text collate "C" not null,
  min_quantity numeric(18, 6) not null default 1 check (min_quantity > 0),
  unit_price   numeric(18, 6) not null check (unit_price > 0),
  primary key (network_id, tenant_id, product_id, list_id, unit, min_quantity),
  foreign key (network_id, tenant_id, list_id, side) references pricing.price_list (network_id, tenant_id, list_id, side),
  foreign key (network_id, product_id, unit) references catalog.product_unit (network_id, product_id, unit)
);
create index price_list_entry_list on pricing.price_list_entry (network_id, tenant_id, list_id);
select ctx.wall('pricing.price_list_entry', 'tenant');
grant select, insert, update, delete on pricing.price_list_entry to portal_group, network_group, worker_group;

-- Whom a list is for: one account, one account group, or the whole tenant. A supply list is for the tenant itself (house).
create table pricing.price_list_assignment (
  network_id    integer not null,
  tenant_id     integer not null,
  list_id       uuid not null,
  side          text collate "C" not null default 'sale',
  assignment_id uuid not null,
  target        text collate "C" not null check (target in ('account', 'group', 'tenant')),
  target_account uuid,
  target_group  text collate "C",
  primary key (network_id, tenant_id, list_id, assignment_id),
  check ((target = 'account') = (target_account is not null) and (target = 'group') = (target_group is not null)),
  foreign key (network_id, tenant_id, list_id, side) references pricing.price_list (network_id, tenant_id, list_id, side),
  foreign key (network_id, tenant_id, target_account) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, target_group) references tenancy.account_group (network_id, tenant_id, code)
);
create unique index price_list_assignment_once on pricing.price_list_assignment
  (network_id, tenant_id, list_id, target, coalesce(target_account::text, target_group, ''));
select ctx.wall('pricing.price_list_assignment', 'tenant');
grant select, insert, delete on pricing.price_list_assignment to portal_group, network_group, worker_group;

-- A set-based rule: percent on the base price or on the supply price, over a category, a brand, a product or all.
-- percent is signed: -12.5 takes off, 30 puts on. floor_percent is the least margin over supply before approval is needed.
create table pricing.price_rule (
  network_id    integer not null,
  tenant_id     integer not null,
  rule_id       uuid not null,
  side          text collate "C" not null check (side in ('sale', 'supply')),
  name          text not null,
  target        text collate "C" not null check (target in ('all', 'category', 'brand', 'product')),
  category_path text collate "C",
  brand_norm    text collate "C",
  product_id    uuid,
  account_group text collate "C" not null default '',
  basis         text collate "C" not null check (basis in ('base', 'supply')),
  percent       numeric(9, 4) not null check (percent > -100),
  min_quantity  numeric(18, 6) not null default 1 check (min_quantity > 0),
  valid_from    date not null,
  valid_to      date check (valid_to >= valid_from),
  position      integer not null,
  active        boolean not null default true,
  version       integer not null default 1,
  created_at    timestamptz not null,
  primary key (network_id, tenant_id, rule_id),
  unique (network_id, tenant_id, side, position) deferrable initially immediate,
  check ((target = 'category') = (category_path is not null) and (target = 'brand') = (brand_norm is not null)
     and (target = 'product') = (product_id is not null)),
  check (side = 'sale' or basis = 'base'),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id)
);
select ctx.wall('pricing.price_rule', 'tenant');
grant select, insert, update on pricing.price_rule to portal_group, network_group, worker_group;

-- A portal writes what its tenant asks, never what the distributor asks of it; a session that is held to one account writes
-- nothing here, and learns of no other account's assignments.
do $$
declare
  held text;
begin
  foreach held in array array['price_list', 'price_list_entry', 'price_list_assignment', 'price_rule'] loop
    execute format('create policy own_side_insert on pricing.%I as restrictive for insert to portal_group with check (side = ''sale'' and ctx.account_id() is null)', held);
    execute format('create policy own_side_update on pricing.%I as restrictive for update to portal_group using (side = ''sale'' and ctx.account_id() is null)', held);
    execute format('create policy own_side_delete on pricing.%I as restrictive for delete to portal_group using (side = ''sale'' and ctx.account_id() is null)', held);
  end loop;
end $$;
create policy own_assignments on pricing.price_list_assignment as restrictive for select to portal_group
  using (coalesce(ctx.account_id(), target_account, list_id) = coalesce(target_account, ctx.account_id(), list_id));

-- region '' is the whole country; the most exact row that is valid on the day wins.
create table pricing.tax_rate (
  network_id   integer not null,
  tenant_id    integer not null,
  country      text collate "C" not null,
  region       text collate "C" not null default '',
  tax_category text collate "C" not null,
  valid_from   date not null,
  valid_to     date check (valid_to >= valid_from),
  label        text not null,
  percent      numeric(9, 4) not null check (percent >= 0 and percent < 100),
  primary key (network_id, tenant_id, country, region, tax_category, valid_from),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('pricing.tax_rate', 'tenant');
grant select on pricing.tax_rate to portal_group, network_group, worker_group;
grant insert, update, delete on pricing.tax_rate to worker_group, network_group;
