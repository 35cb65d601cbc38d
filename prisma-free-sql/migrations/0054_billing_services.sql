-- Why:   a plan may carry a service that is charged per period (stock management, 25.00 a month). What a subscription was made with is kept in
--        a table of its own, because the distributor reads subscriptions and must not read what a partner charges. The fee is billed in
--        advance, deferred, and earned day by day; a day is billed once. When a service stops in between, the period of its invoice becomes
--        shorter (what was billed stays on the invoice's line) and the rest is credited.
-- Locks: the check of billing.invoice is replaced without reading the table; its validation takes no lock that writers wait for.
-- Undo:  drop table subscriptions.service_fee; alter table billing.service_period drop column earned_until;
create table subscriptions.service_fee (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  subscription_id uuid not null,
  name         text not null,
  amount_minor bigint not null check (amount_minor > 0),
  every_months integer not null check (every_months between 1 and 36),
  tax_category text collate "C" not null,
  primary key (network_id, tenant_id, account_id, subscription_id),
  foreign key (network_id, tenant_id, account_id, subscription_id) references subscriptions.subscription (network_id, tenant_id, account_id, subscription_id)
);
select ctx.wall('subscriptions.service_fee', 'tenant');
grant select, insert on subscriptions.service_fee to portal_group, worker_group;

alter table billing.invoice drop constraint invoice_source_check;
alter table billing.invoice add constraint invoice_source_check check (source in ('shipment', 'order', 'manual', 'service')) not valid;
alter table billing.invoice validate constraint invoice_source_check;

-- Up to this day, not with it, what the period costs is earned.
alter table billing.service_period add column earned_until date;
grant update (period, earned_until) on billing.service_period to worker_group;
