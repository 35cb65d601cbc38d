-- Why:   a partner's or a customer's own machine reads invoices and reports usage at the portal's host. Its key is held at an account as a
--        person's role is: of the whole tenant at the house account, or held to one account by the database. Only a hash is kept.
-- Locks: none; the table is new.
-- Undo:  drop table tenancy.api_key;
create table tenancy.api_key (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  key_id       uuid not null,
  reach        text collate "C" not null check (reach in ('tenant', 'account')),
  prefix       text collate "C" not null,
  key_hash     text collate "C" not null,
  name         text not null,
  permissions  text[] not null,
  created_by   jsonb not null,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  primary key (network_id, tenant_id, account_id, key_id),
  unique (network_id, tenant_id, key_hash),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
select ctx.wall('tenancy.api_key', 'tenant');
grant select, insert, update (last_used_at, revoked_at) on tenancy.api_key to portal_group;
