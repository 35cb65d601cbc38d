-- Why:   the service fee of a running subscription changes or ends from a day on. A fee is therefore versions, which are only ever added: of two
--        that hold on a day, the later one counts. What is billed says by which version, so that what is taken back costs what it cost.
-- Locks: subscriptions.service_fee for a short while: a new key of a small table. billing.service_period for a column with a constant default, without a rewrite.
-- Undo:  delete from subscriptions.service_fee where version > 1 or amount_minor is null; restore its key of four columns; drop the columns.
alter table subscriptions.service_fee add column version integer not null default 1 check (version > 0);
-- Null is from the beginning. Without an amount the service has ended.
alter table subscriptions.service_fee add column from_on date;
alter table subscriptions.service_fee alter column amount_minor drop not null, alter column every_months drop not null;
alter table subscriptions.service_fee add constraint service_fee_whole check ((amount_minor is null) = (every_months is null)) not valid;
alter table subscriptions.service_fee validate constraint service_fee_whole;
create unique index service_fee_version on subscriptions.service_fee (network_id, tenant_id, account_id, subscription_id, version);
alter table subscriptions.service_fee drop constraint service_fee_pkey, add constraint service_fee_pkey primary key using index service_fee_version;

alter table billing.service_period add column fee_version integer not null default 1 check (fee_version > 0);
