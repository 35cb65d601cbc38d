-- Why:   One request makes a subscription for each ship-to. Sent again, because an answer was lost, it must make none a second time: its key is kept with
--        what it asked for, and each subscription names the request that made it.
-- Locks: subscriptions.subscription for a column without a default and a foreign key that is validated while writers go on; no rewrite.
-- Undo:  alter table subscriptions.subscription drop column request_key; drop table subscriptions.request;
create table subscriptions.request (
  network_id   integer not null default ctx.network_id(),
  tenant_id    integer not null,
  account_id   uuid not null,
  request_key  text collate "C" not null,
  -- The same key with another content is a mistake of whoever sends it.
  content_hash text collate "C" not null,
  created_by   jsonb not null,
  created_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, request_key),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('subscriptions.request', 'tenant');
grant select, insert on subscriptions.request to portal_group;

alter table subscriptions.subscription add column request_key text collate "C";
alter table subscriptions.subscription add constraint subscription_request_fkey
  foreign key (network_id, tenant_id, account_id, request_key) references subscriptions.request (network_id, tenant_id, account_id, request_key) not valid;
alter table subscriptions.subscription validate constraint subscription_request_fkey;
create index subscription_of_request on subscriptions.subscription (network_id, tenant_id, account_id, request_key) where request_key is not null;
