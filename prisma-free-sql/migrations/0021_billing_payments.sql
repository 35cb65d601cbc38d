-- Why:   a payment is a fact about money that arrived; an attempt is the try to collect it, with a state of its own, because the
--        provider may answer late, twice, in disorder or not at all. One invoice has at most one unfinished attempt, and one whose
--        outcome nobody knows is unfinished: the database refuses a second. A card is known by the provider's reference alone.
-- Locks: none; everything is new.
-- Undo:  drop table billing.webhook_event, billing.refund, billing.payment, billing.attempt_invoice, billing.payment_attempt,
--        billing.payment_setup, billing.payment_method, billing.payment_customer, billing.payment_setting;
create table billing.payment_setting (
  network_id    integer not null,
  tenant_id     integer not null,
  provider      text collate "C" not null default 'stripe' check (provider in ('stripe')),
  -- The tenant's own account with the provider (Connect); null where the platform's keys collect for it.
  account_ref   text collate "C",
  cards_enabled boolean not null default false,
  version       integer not null default 1,
  updated_at    timestamptz not null,
  primary key (network_id, tenant_id),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('billing.payment_setting', 'tenant');
grant select, insert, update on billing.payment_setting to portal_group, worker_group;

create table billing.payment_customer (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  provider     text collate "C" not null,
  customer_ref text collate "C" not null,
  created_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, provider),
  unique (network_id, tenant_id, provider, customer_ref),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('billing.payment_customer', 'tenant');
grant select on billing.payment_customer to portal_group;
grant select, insert on billing.payment_customer to worker_group;

create table billing.payment_method (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  method_id   uuid not null,
  provider    text collate "C" not null,
  method_ref  text collate "C" not null,
  kind        text collate "C" not null check (kind in ('card', 'sepa_debit', 'other')),
  brand       text not null,
  last4       text not null,
  exp_month   integer,
  exp_year    integer,
  is_default  boolean not null default false,
  -- The provider said that this method will not do again.
  refused_at  timestamptz,
  created_at  timestamptz not null,
  detached_at timestamptz,
  primary key (network_id, tenant_id, account_id, method_id),
  unique (network_id, tenant_id, provider, method_ref),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create unique index payment_method_one_default on billing.payment_method (network_id, tenant_id, account_id) where is_default and detached_at is null;
select ctx.wall('billing.payment_method', 'tenant');
grant select, update (is_default, detached_at) on billing.payment_method to portal_group;
grant select, insert, update on billing.payment_method to worker_group;

create table billing.payment_setup (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  setup_id     uuid not null,
  status       text collate "C" not null check (status in ('created', 'redirect', 'succeeded', 'failed', 'expired', 'unknown')),
  provider_version bigint not null default 0,
  setup_ref    text collate "C",
  redirect_url text,
  return_path  text not null,
  method_id    uuid,
  code         text collate "C",
  created_by   jsonb not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, setup_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, account_id, method_id) references billing.payment_method (network_id, tenant_id, account_id, method_id)
);
create index payment_setup_ref on billing.payment_setup (network_id, tenant_id, setup_ref) where setup_ref is not null;
select ctx.wall('billing.payment_setup', 'tenant');
grant select, insert on billing.payment_setup to portal_group;
grant select, update on billing.payment_setup to worker_group;

create table billing.payment_attempt (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  attempt_id   uuid not null,
  -- What the page sent with the click: clicking twice is paying once.
  request_key  text collate "C" not null,
  status       text collate "C" not null check (status in ('created', 'submitted', 'requires_action', 'succeeded', 'failed', 'unknown')),
  cause        text collate "C" not null check (cause in ('person', 'automatic', 'retry')),
  on_session   boolean not null,
  currency     text collate "C" not null,
  amount_minor bigint not null check (amount_minor > 0),
  method_id    uuid not null,
  provider_version bigint not null default 0,
  payment_ref  text collate "C",
  redirect_url text,
  return_path  text not null default '/invoices',
  decline      text collate "C" check (decline in ('soft', 'hard')),
  code         text collate "C",
  message      text not null default '',
  version      integer not null default 1,
  created_by   jsonb not null,
  created_at   timestamptz not null,
  submitted_at timestamptz,
  settled_at   timestamptz,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, attempt_id),
  unique (network_id, tenant_id, account_id, request_key),
  check ((status = 'failed') = (decline is not null)),
  foreign key (network_id, tenant_id, account_id, method_id) references billing.payment_method (network_id, tenant_id, account_id, method_id)
);
create index payment_attempt_ref on billing.payment_attempt (network_id, tenant_id, payment_ref) where payment_ref is not null;
create index payment_attempt_unfinished on billing.payment_attempt (network_id, updated_at) where status in ('created', 'submitted', 'requires_action', 'unknown');
create index payment_attempt_account on billing.payment_attempt (network_id, tenant_id, account_id, created_at desc);
select ctx.wall('billing.payment_attempt', 'tenant');
grant select, insert on billing.payment_attempt to portal_group;
grant select, insert, update on billing.payment_attempt to worker_group;

create table billing.attempt_invoice (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  attempt_id   uuid not null,
  invoice_id   uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- The early-payment discount that this attempt was promised.
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  unfinished   boolean not null default true,
  primary key (network_id, tenant_id, account_id, attempt_id, invoice_id),
  foreign key (network_id, tenant_id, account_id, attempt_id) references billing.payment_attempt (network_id, tenant_id, account_id, attempt_id),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
-- One unfinished attempt per invoice; of two at once the database lets one through.
create unique index attempt_invoice_one_unfinished on billing.attempt_invoice (network_id, tenant_id, account_id, invoice_id) where unfinished;
create index attempt_invoice_invoice on billing.attempt_invoice (network_id, tenant_id, invoice_id);
select ctx.wall('billing.attempt_invoice', 'tenant');
grant select, insert on billing.attempt_invoice to portal_group;
grant select, insert, update (unfinished) on billing.attempt_invoice to worker_group;

-- Money that arrived. What of it settled which invoice stands in billing.clearing, the rest in billing.credit_entry.
create table billing.payment (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  payment_id   uuid not null,
  business_key text collate "C" not null,
  method       text collate "C" not null check (method in ('card', 'sepa_debit', 'bank_transfer', 'cash', 'cheque', 'other')),
  attempt_id   uuid,
  payment_ref  text collate "C",
  reference    text not null default '',
  currency     text collate "C" not null,
  amount_minor bigint not null check (amount_minor > 0),
  fee_minor    bigint not null default 0 check (fee_minor >= 0),
  received_on  date not null,
  actor        jsonb not null,
  recorded_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, payment_id),
  unique (network_id, tenant_id, business_key),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, account_id, attempt_id) references billing.payment_attempt (network_id, tenant_id, account_id, attempt_id)
);
create index payment_of_tenant on billing.payment (network_id, tenant_id, recorded_at desc, payment_id desc);
create index payment_of_account on billing.payment (network_id, tenant_id, account_id, received_on, payment_id);
select ctx.wall('billing.payment', 'tenant');
grant select, insert on billing.payment to portal_group, worker_group;

create table billing.refund (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  refund_id    uuid not null,
  request_key  text collate "C" not null,
  payment_id   uuid not null,
  status       text collate "C" not null check (status in ('created', 'submitted', 'succeeded', 'failed', 'unknown')),
  currency     text collate "C" not null,
  amount_minor bigint not null check (amount_minor > 0),
  reason       text not null,
  provider_version bigint not null default 0,
  refund_ref   text collate "C",
  code         text collate "C",
  created_by   jsonb not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, refund_id),
  unique (network_id, tenant_id, account_id, request_key),
  foreign key (network_id, tenant_id, account_id, payment_id) references billing.payment (network_id, tenant_id, account_id, payment_id)
);
create index refund_payment on billing.refund (network_id, tenant_id, payment_id);
create index refund_unfinished on billing.refund (network_id, updated_at) where status in ('created', 'submitted', 'unknown');
select ctx.wall('billing.refund', 'tenant');
grant select, insert on billing.refund to portal_group;
grant select, insert, update on billing.refund to worker_group;

-- Webhooks as they came: stored before they are answered, applied after. No portal reads them.
create table billing.webhook_event (
  network_id  integer not null,
  tenant_id   integer not null,
  webhook_id  uuid not null,
  provider    text collate "C" not null,
  event_ref   text collate "C" not null,
  type        text collate "C" not null,
  object_kind text collate "C" not null check (object_kind in ('payment', 'setup', 'refund', 'method', 'other')),
  object_ref  text collate "C" not null,
  payload     jsonb not null,
  status      text collate "C" not null default 'stored' check (status in ('stored', 'applied', 'ignored')),
  created_at  timestamptz not null,
  received_at timestamptz not null,
  applied_at  timestamptz,
  primary key (network_id, tenant_id, webhook_id),
  unique (network_id, tenant_id, provider, event_ref),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
create index webhook_event_waiting on billing.webhook_event (network_id, received_at) where status = 'stored';
select ctx.wall('billing.webhook_event', 'tenant');
grant select, insert, update (status, applied_at) on billing.webhook_event to worker_group;
