-- Why:   an invoice is made from facts (what shipped, what a subscription ordered), numbered when it is finalised and never changed
--        after. So drafts live in a table of their own, finalised invoices in tables that nobody may update or delete, and what
--        changes about them (how much is open) in a projection beside them, kept in the same transaction and rebuildable.
--        One invoice per order and shipment, one per order that is invoiced at the order, one service period per subscription's
--        line at a time: each is a key or a constraint of the database.
-- Locks: none; everything is new. The extension btree_gist adds operator classes only.
-- Undo:  drop schema billing cascade; drop extension btree_gist;
create extension if not exists btree_gist with schema public;
create schema billing;
grant usage on schema billing to portal_group, worker_group;

-- The tenant as a seller: how it rounds tax, what its customers agreed to, where money goes. One legal entity per tenant.
create table billing.profile (
  network_id       integer not null,
  tenant_id        integer not null,
  tax_rounding     text collate "C" not null default 'per_line' check (tax_rounding in ('per_line', 'per_invoice')),
  net_days         integer not null default 30 check (net_days between 0 and 365),
  discount_percent numeric(9, 4) not null default 0 check (discount_percent >= 0 and discount_percent < 100),
  discount_days    integer not null default 0 check (discount_days between 0 and 365),
  invoice_prefix   text collate "C" not null default 'INV-',
  credit_prefix    text collate "C" not null default 'CN-',
  remit_to         jsonb not null default '{}',
  -- Credit notes above this need somebody else's word: null is never, 0 is always.
  credit_threshold_minor bigint default 0 check (credit_threshold_minor >= 0),
  version          integer not null default 1,
  updated_at       timestamptz not null,
  primary key (network_id, tenant_id),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('billing.profile', 'tenant');
grant select, insert, update on billing.profile to portal_group, worker_group;

-- What one account agreed to instead of the tenant's terms.
create table billing.account_terms (
  network_id       integer not null,
  tenant_id        integer not null,
  account_id       uuid not null,
  net_days         integer not null check (net_days between 0 and 365),
  discount_percent numeric(9, 4) not null default 0 check (discount_percent >= 0 and discount_percent < 100),
  discount_days    integer not null default 0 check (discount_days between 0 and 365),
  updated_at       timestamptz not null,
  primary key (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('billing.account_terms', 'tenant');
grant select, insert, update on billing.account_terms to portal_group, worker_group;

-- Gap-free numbers per legal entity, kind and year: taken in the statement that writes the document, so that a rollback takes none.
create table billing.number_series (
  network_id integer not null,
  tenant_id  integer not null,
  kind       text collate "C" not null check (kind in ('invoice', 'credit_note')),
  year       integer not null check (year between 2000 and 2999),
  next       bigint not null default 1,
  primary key (network_id, tenant_id, kind, year),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('billing.number_series', 'tenant');
grant select, insert, update (next) on billing.number_series to portal_group, worker_group;

-- An invoice that somebody still writes: it has no number, counts nowhere and may go again.
create table billing.invoice_draft (
  network_id integer not null,
  tenant_id  integer not null,
  account_id uuid not null,
  invoice_id uuid not null,
  currency   text collate "C" not null,
  po_number  text not null default '',
  note       text not null default '',
  lines      jsonb not null,
  net_minor  bigint not null,
  tax_minor  bigint not null,
  total_minor bigint not null,
  version    integer not null default 1,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (network_id, tenant_id, account_id, invoice_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('billing.invoice_draft', 'tenant', true);
grant select, insert, update, delete on billing.invoice_draft to portal_group;
grant select on billing.invoice_draft to worker_group;

create table billing.invoice (
  network_id    integer not null,
  tenant_id     integer not null,
  account_id    uuid not null,
  invoice_id    uuid not null,
  number        text collate "C" not null,
  -- What it was made from, and the business key of that: 'shipment:<id>', 'order:<id>', 'manual:<id>'.
  source        text collate "C" not null check (source in ('shipment', 'order', 'manual')),
  source_key    text collate "C" not null,
  order_id      uuid,
  shipment_id   uuid,
  subscription_id uuid,
  occurrence_id uuid,
  collect       text collate "C" not null check (collect in ('automatic', 'terms')),
  currency      text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  seller        jsonb not null,
  buyer         jsonb not null,
  bill_to       jsonb not null,
  ship_to       jsonb,
  po_number     text not null,
  po_norm       text collate "C" generated always as (upper(po_number)) stored,
  order_number  text collate "C",
  shipment_number text collate "C",
  note          text not null default '',
  tax_rounding  text collate "C" not null check (tax_rounding in ('per_line', 'per_invoice')),
  net_days      integer not null,
  discount_percent numeric(9, 4) not null,
  net_minor     bigint not null,
  tax_minor     bigint not null,
  total_minor   bigint not null check (total_minor >= 0),
  -- What may be taken off for paying until discount_until.
  discount_minor bigint not null check (discount_minor >= 0),
  discount_until date,
  issued_on     date not null,
  supplied_on   date not null,
  due_on        date not null,
  -- Net that is not yet earned, because the goods have not left: released shipment by shipment.
  deferred_minor bigint not null default 0 check (deferred_minor >= 0),
  created_by    jsonb not null,
  finalised_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, invoice_id),
  unique (network_id, tenant_id, number),
  unique (network_id, tenant_id, source_key),
  check (total_minor = net_minor + tax_minor),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, account_id, order_id) references ordering.order (network_id, tenant_id, account_id, order_id)
);
create index invoice_of_tenant on billing.invoice (network_id, tenant_id, finalised_at desc, invoice_id desc);
create index invoice_of_account on billing.invoice (network_id, tenant_id, account_id, finalised_at desc, invoice_id desc);
create index invoice_statement on billing.invoice (network_id, tenant_id, account_id, currency, issued_on);
create index invoice_order on billing.invoice (network_id, order_id) where order_id is not null;
create index invoice_po on billing.invoice (network_id, po_norm, tenant_id) where po_norm <> '';
create index invoice_id on billing.invoice (network_id, invoice_id);
select ctx.wall('billing.invoice', 'tenant');
grant select, insert on billing.invoice to portal_group, worker_group;

create table billing.invoice_line (
  network_id    integer not null,
  tenant_id     integer not null,
  account_id    uuid not null,
  invoice_id    uuid not null,
  line_id       uuid not null,
  position      integer not null,
  order_id      uuid,
  order_line_id uuid,
  product_id    uuid,
  sku           text not null,
  name          text not null,
  unit          text collate "C" not null,
  quantity      numeric(18, 6) not null check (quantity > 0),
  base_quantity numeric(18, 6) not null check (base_quantity > 0),
  unit_price    numeric(18, 6) not null,
  net_minor     bigint not null,
  tax_category  text collate "C" not null,
  tax_percent   numeric(9, 4) not null,
  -- Where the rate is from: a country, or a country and a region ("US-CA").
  jurisdiction  text collate "C" not null,
  -- The line's share of the tax; the shares of a rate add up to the tax of that rate.
  tax_minor     bigint not null,
  period        daterange,
  primary key (network_id, tenant_id, account_id, invoice_id, line_id),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
create index invoice_line_order on billing.invoice_line (network_id, order_line_id) where order_line_id is not null;
select ctx.wall('billing.invoice_line', 'tenant');
grant select, insert on billing.invoice_line to portal_group, worker_group;

-- Tax by rate and jurisdiction, as it stands on the document.
create table billing.invoice_tax (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  invoice_id   uuid not null,
  jurisdiction text collate "C" not null,
  tax_category text collate "C" not null,
  percent      numeric(9, 4) not null,
  net_minor    bigint not null,
  tax_minor    bigint not null,
  primary key (network_id, tenant_id, account_id, invoice_id, jurisdiction, tax_category, percent),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
select ctx.wall('billing.invoice_tax', 'tenant');
grant select, insert on billing.invoice_tax to portal_group, worker_group;

-- A subscription's line is billed for a day once. A period is released when its invoice is voided or credited in full.
create table billing.service_period (
  network_id      integer not null,
  tenant_id       integer not null,
  account_id      uuid not null,
  subscription_id uuid not null,
  line_key        uuid not null,
  invoice_id      uuid not null,
  period          daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  released_at     timestamptz,
  primary key (network_id, tenant_id, account_id, subscription_id, line_key, invoice_id),
  constraint service_period_once exclude using gist
    (network_id with =, tenant_id with =, account_id with =, subscription_id with =, line_key with =, period with &&) where (released_at is null),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
select ctx.wall('billing.service_period', 'tenant');
grant select, insert, update (released_at) on billing.service_period to portal_group, worker_group;

-- What is open of each invoice: a projection of the invoice and its clearings. status is derived when it is written.
create table billing.open_item (
  network_id       integer not null,
  tenant_id        integer not null,
  account_id       uuid not null,
  invoice_id       uuid not null,
  currency         text collate "C" not null,
  status           text collate "C" not null check (status in ('open', 'partly_paid', 'paid', 'void', 'uncollectible')),
  total_minor      bigint not null,
  paid_minor       bigint not null default 0,
  credited_minor   bigint not null default 0,
  discounted_minor bigint not null default 0,
  written_off_minor bigint not null default 0,
  voided_minor     bigint not null default 0,
  open_minor       bigint generated always as (total_minor - paid_minor - credited_minor - discounted_minor - written_off_minor - voided_minor) stored check (open_minor >= 0),
  issued_on        date not null,
  due_on           date not null,
  version          integer not null default 1,
  settled_at       timestamptz,
  updated_at       timestamptz not null,
  primary key (network_id, tenant_id, account_id, invoice_id),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
-- Ageing, dunning and what an account owes look at open items alone and read nothing but these.
create index open_item_due on billing.open_item (network_id, tenant_id, due_on) include (account_id, currency, open_minor) where open_minor > 0;
create index open_item_account on billing.open_item (network_id, tenant_id, account_id, due_on) include (currency, open_minor) where open_minor > 0;
create index open_item_status on billing.open_item (network_id, tenant_id, status, due_on);
select ctx.wall('billing.open_item', 'tenant');
grant select, insert, update (status, paid_minor, credited_minor, discounted_minor, written_off_minor, voided_minor, version, settled_at, updated_at) on billing.open_item to portal_group, worker_group;

-- Whatever took something off an invoice, or put it back (a negative amount). Append-only: the projection is their sum.
create table billing.clearing (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  clearing_id  uuid not null,
  invoice_id   uuid not null,
  kind         text collate "C" not null check (kind in ('payment', 'credit', 'discount', 'write_off', 'void')),
  source_id    uuid,
  business_key text collate "C" not null,
  currency     text collate "C" not null,
  amount_minor bigint not null check (amount_minor <> 0),
  reason       text not null default '',
  actor        jsonb not null,
  occurred_on  date not null,
  occurred_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, clearing_id),
  unique (network_id, tenant_id, business_key),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
create index clearing_invoice on billing.clearing (network_id, tenant_id, invoice_id);
create index clearing_source on billing.clearing (network_id, tenant_id, source_id) where source_id is not null;
create index clearing_statement on billing.clearing (network_id, tenant_id, account_id, currency, occurred_on);
select ctx.wall('billing.clearing', 'tenant');
grant select, insert on billing.clearing to portal_group, worker_group;

-- What of an invoice's deferred revenue was earned by a shipment.
create table billing.revenue_release (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  invoice_id   uuid not null,
  cause_key    text collate "C" not null,
  amount_minor bigint not null check (amount_minor > 0),
  released_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, invoice_id, cause_key),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
select ctx.wall('billing.revenue_release', 'tenant');
grant select, insert on billing.revenue_release to portal_group, worker_group;
