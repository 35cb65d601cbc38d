-- Why:   money that a customer owes can be given up by one person alone, while a credit note of the same amount needs a second one. A tenant names a level
--        above which somebody else agrees to a write-off; until it does (null), none is asked for, as before. What waits is kept with its reason, once per invoice.
-- Locks: short; a column without a default, and a new table.
-- Undo:  drop table billing.write_off_request; alter table billing.profile drop column write_off_threshold_minor.
alter table billing.profile add column write_off_threshold_minor bigint check (write_off_threshold_minor >= 0);

create table billing.write_off_request (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  write_off_id uuid not null,
  invoice_id   uuid not null,
  status       text collate "C" not null check (status in ('awaiting_approval', 'written_off', 'rejected', 'withdrawn')),
  currency     text collate "C" not null,
  -- No more than this is given up, whatever is open by then.
  amount_minor bigint not null check (amount_minor > 0),
  reason       text not null,
  requested_by uuid,
  actor        jsonb not null,
  decided_reason text not null default '',
  requested_at timestamptz not null,
  settled_at   timestamptz,
  primary key (network_id, tenant_id, account_id, write_off_id),
  foreign key (network_id, tenant_id, account_id, invoice_id) references billing.invoice (network_id, tenant_id, account_id, invoice_id)
);
create unique index write_off_request_waits on billing.write_off_request (network_id, tenant_id, invoice_id) where status = 'awaiting_approval';
create index write_off_request_invoice on billing.write_off_request (network_id, tenant_id, invoice_id);
select ctx.wall('billing.write_off_request', 'tenant', true);
grant select, insert, update (status, decided_reason, settled_at) on billing.write_off_request to portal_group, worker_group;
