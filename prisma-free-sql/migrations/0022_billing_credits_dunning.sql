-- Why:   a credit note corrects an invoice that nobody may change: asked for with a reason, agreed to by somebody else, numbered
--        and unchangeable once it is issued. What a customer has to their credit is a sum of entries. What happens to whoever does
--        not pay is a policy in rows, each version kept, and each step a fact with a key, so that a day that runs twice does it once.
-- Locks: none; everything is new.
-- Undo:  drop table billing.dunning_entry, billing.dunning_case, billing.dunning_policy, billing.credit_balance, billing.credit_entry,
--        billing.credit_note_tax, billing.credit_note_line, billing.credit_note, billing.credit_request;
create table billing.credit_request (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  credit_note_id uuid not null,
  business_key text collate "C" not null,
  invoice_id   uuid not null,
  status       text collate "C" not null check (status in ('awaiting_approval', 'issued', 'rejected', 'withdrawn')),
  reason_code  text collate "C" not null check (reason_code in ('goods_returned', 'short_delivery', 'damaged', 'price', 'cancelled', 'goodwill', 'tax', 'other')),
  reason       text not null,
  -- Whether it is set against its invoice at once, as far as that is open, or kept as credit.
  apply        boolean not null default true,
  currency     text collate "C" not null,
  lines        jsonb not null,
  net_minor    bigint not null,
  tax_minor    bigint not null,
  total_minor  bigint not null check (total_minor > 0),
  requested_by uuid,
  actor        jsonb not null,
  decided_reason text not null default '',
  version      integer not null default 1,
  requested_at timestamptz not null,
  settled_at   timestamptz,
  primary key (network_id, tenant_id, account_id, credit_note_id),
  unique (network_id, tenant_id, business_key),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
create index credit_request_of_tenant on billing.credit_request (network_id, tenant_id, requested_at desc, credit_note_id desc);
create index credit_request_invoice on billing.credit_request (network_id, tenant_id, invoice_id);
select ctx.wall('billing.credit_request', 'tenant');
grant select, insert, update (status, decided_reason, version, settled_at) on billing.credit_request to portal_group, worker_group;

create table billing.credit_note (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  credit_note_id uuid not null,
  number       text collate "C" not null,
  invoice_id   uuid not null,
  invoice_number text collate "C" not null,
  reason_code  text collate "C" not null,
  reason       text not null,
  currency     text collate "C" not null,
  seller       jsonb not null,
  buyer        jsonb not null,
  bill_to      jsonb not null,
  net_minor    bigint not null,
  tax_minor    bigint not null,
  total_minor  bigint not null check (total_minor > 0),
  issued_on    date not null,
  created_by   jsonb not null,
  finalised_at timestamptz not null,
  primary key (network_id, tenant_id, account_id, credit_note_id),
  unique (network_id, tenant_id, number),
  check (total_minor = net_minor + tax_minor),
  foreign key (network_id, tenant_id, account_id, credit_note_id) references billing.credit_request (network_id, tenant_id, account_id, credit_note_id),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
create index credit_note_statement on billing.credit_note (network_id, tenant_id, account_id, currency, issued_on);
create index credit_note_invoice on billing.credit_note (network_id, tenant_id, invoice_id);
select ctx.wall('billing.credit_note', 'tenant');
grant select, insert on billing.credit_note to portal_group, worker_group;

create table billing.credit_note_line (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  credit_note_id uuid not null,
  line_id      uuid not null,
  position     integer not null,
  invoice_id   uuid not null,
  invoice_line_id uuid not null,
  sku          text not null,
  name         text not null,
  unit         text collate "C" not null,
  -- 0: the price was too high, the goods stay.
  quantity     numeric(18, 6) not null check (quantity >= 0),
  base_quantity numeric(18, 6) not null check (base_quantity >= 0),
  unit_price   numeric(18, 6) not null,
  net_minor    bigint not null,
  tax_category text collate "C" not null,
  tax_percent  numeric(9, 4) not null,
  jurisdiction text collate "C" not null,
  tax_minor    bigint not null,
  primary key (network_id, tenant_id, account_id, credit_note_id, line_id),
  foreign key (network_id, tenant_id, account_id, credit_note_id) references billing.credit_note (network_id, tenant_id, account_id, credit_note_id),
  foreign key (network_id, tenant_id, account_id, invoice_id, invoice_line_id) references billing.invoice_line (network_id, tenant_id, account_id, invoice_id, line_id)
);
create index credit_note_line_invoice on billing.credit_note_line (network_id, tenant_id, invoice_id);
select ctx.wall('billing.credit_note_line', 'tenant');
grant select, insert on billing.credit_note_line to portal_group, worker_group;

create table billing.credit_note_tax (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  credit_note_id uuid not null,
  jurisdiction text collate "C" not null,
  tax_category text collate "C" not null,
  percent      numeric(9, 4) not null,
  net_minor    bigint not null,
  tax_minor    bigint not null,
  primary key (network_id, tenant_id, account_id, credit_note_id, jurisdiction, tax_category, percent),
  foreign key (network_id, tenant_id, account_id, credit_note_id) references billing.credit_note (network_id, tenant_id, account_id, credit_note_id)
);
select ctx.wall('billing.credit_note_tax', 'tenant');
grant select, insert on billing.credit_note_tax to portal_group, worker_group;

-- What an account has to its credit: from credit notes and from money that no invoice waited for; spent on invoices or paid back.
create table billing.credit_entry (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  entry_id     uuid not null,
  kind         text collate "C" not null check (kind in ('credit_note', 'unapplied_payment', 'applied', 'refunded', 'restored')),
  business_key text collate "C" not null,
  source_id    uuid not null,
  invoice_id   uuid,
  currency     text collate "C" not null,
  amount_minor bigint not null check (amount_minor <> 0),
  actor        jsonb not null,
  occurred_on  date not null,
  occurred_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, entry_id),
  unique (network_id, tenant_id, business_key),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create index credit_entry_account on billing.credit_entry (network_id, tenant_id, account_id, currency, occurred_on);
select ctx.wall('billing.credit_entry', 'tenant');
grant select, insert on billing.credit_entry to portal_group, worker_group;

-- The sum of the entries; the row is locked when credit is spent, so that two payments cannot spend it twice.
create table billing.credit_balance (
  network_id    integer not null,
  tenant_id     integer not null,
  account_id    uuid not null,
  currency      text collate "C" not null,
  balance_minor bigint not null check (balance_minor >= 0),
  updated_at    timestamptz not null,
  primary key (network_id, tenant_id, account_id, currency),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('billing.credit_balance', 'tenant');
grant select, insert, update (balance_minor, updated_at) on billing.credit_balance to portal_group, worker_group;

-- Every version of the policy stays; the highest is in force.
create table billing.dunning_policy (
  network_id       integer not null,
  tenant_id        integer not null,
  version          integer not null check (version > 0),
  grace_days       integer not null check (grace_days between 0 and 90),
  -- Days after the due day on which a reminder goes out, and on which a failed charge is tried again after its failure.
  notice_days      integer[] not null,
  retry_days       integer[] not null,
  restrict_days    integer check (restrict_days between 1 and 365),
  suspend_days     integer check (suspend_days between 1 and 365),
  minimum_minor    bigint not null default 0 check (minimum_minor >= 0),
  actor            jsonb not null,
  saved_at         timestamptz not null,
  primary key (network_id, tenant_id, version),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('billing.dunning_policy', 'tenant');
grant select, insert on billing.dunning_policy to portal_group, worker_group;

-- Where a customer stands, per currency.
create table billing.dunning_case (
  network_id     integer not null,
  tenant_id      integer not null,
  account_id     uuid not null,
  currency       text collate "C" not null,
  stage          text collate "C" not null check (stage in ('none', 'overdue', 'restricted', 'suspended')),
  episode        integer not null default 1,
  overdue_minor  bigint not null check (overdue_minor >= 0),
  oldest_due_on  date,
  retries_spent  integer not null default 0,
  waits_for_method boolean not null default false,
  policy_version integer not null,
  entered_on     date not null,
  updated_at     timestamptz not null,
  primary key (network_id, tenant_id, account_id, currency),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create index dunning_case_stage on billing.dunning_case (network_id, tenant_id, stage, oldest_due_on) where stage <> 'none';
select ctx.wall('billing.dunning_case', 'tenant');
grant select, insert, update on billing.dunning_case to portal_group, worker_group;

create table billing.dunning_entry (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  entry_id     uuid not null,
  currency     text collate "C" not null,
  step         text collate "C" not null check (step in ('notice', 'retry', 'waits_for_method', 'restricted', 'suspended', 'lifted')),
  business_key text collate "C" not null,
  detail       jsonb not null default '{}',
  policy_version integer not null,
  occurred_on  date not null,
  occurred_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, entry_id),
  unique (network_id, tenant_id, business_key),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create index dunning_entry_account on billing.dunning_entry (network_id, tenant_id, account_id, currency, occurred_at);
select ctx.wall('billing.dunning_entry', 'tenant');
grant select, insert on billing.dunning_entry to portal_group, worker_group;

-- What a finalised invoice or credit note says, taken down once: its PDF and its electronic form are made of nothing else.
create table billing.document (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  document_id uuid not null,
  kind        text collate "C" not null check (kind in ('invoice', 'credit_note')),
  content     jsonb not null,
  taken_at    timestamptz not null,
  primary key (network_id, tenant_id, account_id, document_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('billing.document', 'tenant');
grant select, insert on billing.document to portal_group, worker_group;
