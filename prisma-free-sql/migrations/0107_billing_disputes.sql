-- Why:   What a card's holder disputes is taken out of the provider's balance again, for weeks or for good: the payment stays the fact that it was, and a dispute says how much of it is
--        away, why, and until when to answer. What of an invoice it opens again is a clearing below zero of its own kind, what it takes from credit an entry of its own. A refund
--        that somebody made with the provider itself is a refund like ours, with its source said. `uncovered_minor` is what neither an invoice nor credit could bear.
-- Locks: short; the checks that get another value are validated against small tables, a column with a constant default is added without a rewrite.
-- Undo:  drop table billing.dispute; drop index billing.refund_ref, billing.payment_of_ref, billing.payment_attempt_of_ref; alter table billing.refund drop column source, drop column uncovered_minor,
--        drop column movements; alter table billing.payment_setting drop column reconciled_at; and the checks as they were in 0020, 0021 and 0022.
create table billing.dispute (
  network_id      integer not null,
  tenant_id       integer not null,
  account_id      uuid not null,
  dispute_id      uuid not null,
  dispute_ref     text collate "C" not null,
  payment_id      uuid not null,
  status          text collate "C" not null check (status in ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed')),
  reason          text collate "C" not null,
  currency        text collate "C" not null,
  amount_minor    bigint not null check (amount_minor > 0),
  -- Until when somebody may answer; null where the provider asks for nothing.
  evidence_due_at timestamptz,
  -- What of it is away now.
  withdrawn_minor bigint not null default 0 check (withdrawn_minor >= 0),
  uncovered_minor bigint not null default 0 check (uncovered_minor between 0 and withdrawn_minor),
  -- What the provider keeps for it, in the currency in which it keeps it.
  fee_minor       bigint not null default 0,
  fee_currency    text collate "C" not null,
  -- How often money went there or back.
  movements       integer not null default 0,
  provider_version bigint not null default 0,
  opened_at       timestamptz not null,
  closed_at       timestamptz,
  recorded_at     timestamptz not null,
  updated_at      timestamptz not null,
  primary key (network_id, tenant_id, account_id, dispute_id),
  unique (network_id, tenant_id, dispute_ref),
  check ((status in ('won', 'lost', 'closed')) = (closed_at is not null)),
  foreign key (network_id, tenant_id, account_id, payment_id) references billing.payment (network_id, tenant_id, account_id, payment_id)
);
create index dispute_payment on billing.dispute (network_id, tenant_id, payment_id);
create index dispute_open on billing.dispute (network_id, tenant_id, account_id) where closed_at is null;
select ctx.wall('billing.dispute', 'tenant');
grant select on billing.dispute to portal_group;
grant select, insert, update on billing.dispute to worker_group;

alter table billing.refund add column source text collate "C" not null default 'portal' check (source in ('portal', 'provider'));
alter table billing.refund add column uncovered_minor bigint not null default 0 check (uncovered_minor between 0 and amount_minor);
alter table billing.refund add column movements integer not null default 0;
create unique index refund_ref on billing.refund (network_id, tenant_id, refund_ref) where refund_ref is not null;
create index payment_of_ref on billing.payment (network_id, tenant_id, payment_ref) where payment_ref is not null;
-- Whose a payment is that bears no mark of ours, of all tenants of a network.
create index payment_attempt_of_ref on billing.payment_attempt (network_id, payment_ref) where payment_ref is not null;

-- When the provider was last asked for disputes and refunds that nobody told us of.
alter table billing.payment_setting add column reconciled_at timestamptz;

alter table billing.clearing drop constraint clearing_kind_check;
alter table billing.clearing add constraint clearing_kind_check check (kind in ('payment', 'credit', 'discount', 'write_off', 'void', 'dispute', 'refund'));
alter table billing.credit_entry drop constraint credit_entry_kind_check;
alter table billing.credit_entry add constraint credit_entry_kind_check check (kind in ('credit_note', 'unapplied_payment', 'applied', 'refunded', 'restored', 'disputed'));
alter table billing.webhook_event drop constraint webhook_event_object_kind_check;
alter table billing.webhook_event add constraint webhook_event_object_kind_check check (object_kind in ('payment', 'setup', 'refund', 'refunds', 'dispute', 'method', 'other'));
