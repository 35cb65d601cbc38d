-- Why:   every document of money is a journal in the books of a legal entity: a tenant, or the distributor itself (tenant 0). A
--        journal that does not balance, in its own currency and in the entity's, cannot be represented, and nothing is posted
--        into a closed period; keys and checks hold both, no code. docs/decisions/0011 argues it.
-- Locks: none; everything is new.
-- Undo:  drop schema ledger cascade;
create schema ledger;
grant usage on schema ledger to portal_group, network_group, worker_group, announcer_owner;

-- One set of books. Everything up to closed_through, always a month's last day, is closed; null: nothing is closed yet.
create table ledger.entity (
  network_id     integer not null references tenancy.network (network_id),
  tenant_id      integer not null check (tenant_id >= 0),
  base_currency  text collate "C" not null check (base_currency ~ '^[A-Z]{3}$'),
  base_digits    integer not null check (base_digits between 0 and 4),
  zone           text not null,
  closed_through date check (extract(day from closed_through + 1) = 1),
  version        integer not null default 1,
  primary key (network_id, tenant_id)
);
select ctx.wall('ledger.entity', 'tenant', true);
grant select on ledger.entity to portal_group, network_group, worker_group;
grant update (closed_through, version) on ledger.entity to portal_group, network_group, worker_group;

-- The chart: a fixed role each, and for taxes one account per rate and jurisdiction, opened when it is first needed.
create table ledger.account (
  network_id  integer not null,
  tenant_id   integer not null,
  account_key text collate "C" not null,
  role        text collate "C" not null,
  code        text collate "C" not null,
  kind        text collate "C" not null check (kind in ('asset', 'liability', 'income', 'expense')),
  tax_country text collate "C",
  tax_region  text collate "C",
  tax_percent numeric(9, 4),
  primary key (network_id, tenant_id, account_key),
  unique (network_id, tenant_id, code),
  foreign key (network_id, tenant_id) references ledger.entity (network_id, tenant_id)
);
select ctx.wall('ledger.account', 'tenant', true);
grant select on ledger.account to portal_group, network_group, worker_group;

-- What one unit of a currency was worth in another from a day on, and who says so. Journals keep the rate that they used.
create table ledger.exchange_rate (
  network_id    integer not null references tenancy.network (network_id),
  from_currency text collate "C" not null check (from_currency ~ '^[A-Z]{3}$'),
  to_currency   text collate "C" not null check (to_currency ~ '^[A-Z]{3}$'),
  effective_on  date not null,
  rate          numeric(24, 12) not null check (rate > 0),
  source        text not null,
  actor         jsonb not null,
  recorded_at   timestamptz not null,
  primary key (network_id, from_currency, to_currency, effective_on),
  check (from_currency <> to_currency)
);
select ctx.wall('ledger.exchange_rate', 'network');
grant select on ledger.exchange_rate to portal_group, network_group, worker_group;
grant insert, update (rate, source, actor, recorded_at) on ledger.exchange_rate to network_group, worker_group;

-- The head of a journal. document_on is the document's own day, posted_on where the books took it: the same, or the first open
-- day. Its last line must exist and must bring both sums back to zero: end_minor and end_base can be nothing but 0.
create table ledger.journal (
  network_id      integer not null,
  tenant_id       integer not null,
  journal_id      uuid not null,
  business_key    text collate "C" not null,
  document_kind   text collate "C" not null,
  document_id     text collate "C" not null,
  document_number text not null,
  document_on     date not null,
  posted_on       date not null,
  currency        text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  rate            numeric(24, 12) not null check (rate > 0),
  line_count      integer not null check (line_count >= 2),
  end_minor       bigint not null default 0 check (end_minor = 0),
  end_base        bigint not null default 0 check (end_base = 0),
  memo            text not null default '',
  reverses_id     uuid,
  actor           jsonb not null,
  trace_id        text collate "C" not null,
  recorded_at     timestamptz not null,
  primary key (network_id, tenant_id, journal_id),
  unique (network_id, tenant_id, business_key),
  unique (network_id, tenant_id, journal_id, line_count, posted_on, currency),
  check (posted_on >= document_on),
  foreign key (network_id, tenant_id) references ledger.entity (network_id, tenant_id),
  foreign key (network_id, tenant_id, reverses_id) references ledger.journal (network_id, tenant_id, journal_id)
);
-- A journal is reversed once.
create unique index journal_reversed_once on ledger.journal (network_id, tenant_id, reverses_id) where reverses_id is not null;
create index journal_document on ledger.journal (network_id, tenant_id, document_kind, document_id);
create index journal_recent on ledger.journal (network_id, tenant_id, posted_on desc, journal_id desc);
select ctx.wall('ledger.journal', 'tenant', true);
grant select on ledger.journal to portal_group, network_group, worker_group;

-- The lines: a debit counts up, a credit down. Like a stock card they are a chain: each line names the sums that it leaves, and
-- starts from those of the line before it. With the head's key to the last line there can be none too few, and with the
-- line's key to the head none too many; so what is in the table is balanced.
create table ledger.journal_line (
  network_id    integer not null,
  tenant_id     integer not null,
  journal_id    uuid not null,
  position      integer not null check (position > 0),
  line_count    integer not null,
  posted_on     date not null,
  currency      text collate "C" not null,
  account_key   text collate "C" not null,
  amount_minor  bigint not null,
  base_minor    bigint not null,
  sum_minor     bigint not null,
  sum_base      bigint not null,
  before_position integer generated always as (nullif(position - 1, 0)) stored,
  before_minor  bigint generated always as (sum_minor - amount_minor) stored,
  before_base   bigint generated always as (sum_base - base_minor) stored,
  -- Whose line it is: the customer of a tenant, or the partner in the distributor's books.
  customer_id   uuid,
  partner_id    integer,
  primary key (network_id, tenant_id, journal_id, position),
  unique (network_id, tenant_id, journal_id, position, sum_minor, sum_base),
  check (position <= line_count),
  check (position > 1 or (sum_minor = amount_minor and sum_base = base_minor)),
  check (amount_minor <> 0 or base_minor <> 0),
  -- No debit in one currency is a credit in the other.
  check ((amount_minor >= 0 and base_minor >= 0) or (amount_minor <= 0 and base_minor <= 0)),
  foreign key (network_id, tenant_id, journal_id, line_count, posted_on, currency)
    references ledger.journal (network_id, tenant_id, journal_id, line_count, posted_on, currency),
  foreign key (network_id, tenant_id, journal_id, before_position, before_minor, before_base)
    references ledger.journal_line (network_id, tenant_id, journal_id, position, sum_minor, sum_base),
  foreign key (network_id, tenant_id, account_key) references ledger.account (network_id, tenant_id, account_key)
);
create index journal_line_account on ledger.journal_line (network_id, tenant_id, account_key, posted_on, journal_id, position);
select ctx.wall('ledger.journal_line', 'tenant', true);
grant select on ledger.journal_line to portal_group, network_group, worker_group;

alter table ledger.journal add constraint journal_last_line_fkey foreign key (network_id, tenant_id, journal_id, line_count, end_minor, end_base)
  references ledger.journal_line (network_id, tenant_id, journal_id, position, sum_minor, sum_base);

-- What an account moved in a month, per currency: moved in the statement that writes the lines. Several slots, so that two
-- writers of one busy account seldom wait for each other; readers add them up.
create table ledger.balance (
  network_id   integer not null,
  tenant_id    integer not null,
  account_key  text collate "C" not null,
  period       date not null check (extract(day from period) = 1),
  currency     text collate "C" not null,
  slot         smallint not null,
  debit_minor  bigint not null default 0 check (debit_minor >= 0),
  credit_minor bigint not null default 0 check (credit_minor >= 0),
  debit_base   bigint not null default 0 check (debit_base >= 0),
  credit_base  bigint not null default 0 check (credit_base >= 0),
  primary key (network_id, tenant_id, account_key, period, currency, slot),
  foreign key (network_id, tenant_id, account_key) references ledger.account (network_id, tenant_id, account_key)
) with (fillfactor = 70);
create index balance_period on ledger.balance (network_id, tenant_id, period);
select ctx.wall('ledger.balance', 'tenant', true);
grant select on ledger.balance to portal_group, network_group, worker_group;

-- Who closed a month or opened it again, why, and what the checks said. Append-only.
create table ledger.period_fact (
  network_id  integer not null,
  tenant_id   integer not null,
  fact_id     uuid not null,
  period      date not null check (extract(day from period) = 1),
  kind        text collate "C" not null check (kind in ('closed', 'reopened')),
  reason      text not null,
  checks      jsonb not null,
  actor       jsonb not null,
  occurred_at timestamptz not null,
  primary key (network_id, tenant_id, fact_id),
  check (kind = 'closed' or reason <> ''),
  foreign key (network_id, tenant_id) references ledger.entity (network_id, tenant_id)
);
create index period_fact_period on ledger.period_fact (network_id, tenant_id, period, occurred_at desc);
select ctx.wall('ledger.period_fact', 'tenant', true);
grant select, insert on ledger.period_fact to portal_group, network_group, worker_group;

-- The distributor's staff work in the distributor's books alone: a partner's books say what it charges its customers. And no
-- session that is held to one account opens or closes anything.
do $$
declare books text;
begin
  foreach books in array array['entity', 'account', 'journal', 'journal_line', 'balance', 'period_fact'] loop
    execute format('create policy own_books on ledger.%I as restrictive for all to network_group using (tenant_id = 0) with check (tenant_id = 0)', books);
    execute format('create policy poster on ledger.%I for all to announcer_owner using (network_id = ctx.network_id()) with check (network_id = ctx.network_id())', books);
  end loop;
end $$;
create policy staff_closes on ledger.period_fact as restrictive for insert to portal_group with check (ctx.account_id() is null);

-- ledger.post alone writes journals; it runs as a role that cannot sign in (see repeatable/ledger_post.sql).
grant select, insert on ledger.account, ledger.journal, ledger.journal_line to announcer_owner;
grant select, insert, update (closed_through) on ledger.entity to announcer_owner;
grant select, insert, update on ledger.balance to announcer_owner;
grant select on ledger.exchange_rate to announcer_owner;
create policy poster on ledger.exchange_rate for select to announcer_owner using (network_id = ctx.network_id());
grant usage on schema tenancy to announcer_owner;
grant select (network_id, currency, zone) on tenancy.network to announcer_owner;
grant select (network_id, tenant_id, currency, zone) on tenancy.tenant to announcer_owner;
create policy poster on tenancy.network for select to announcer_owner using (network_id = ctx.network_id());
create policy poster on tenancy.tenant for select to announcer_owner using (network_id = ctx.network_id());
