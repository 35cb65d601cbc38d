-- Why:   the scope tree: networks, tenants, accounts, people and what they may do.
-- Locks: none; everything is new.
-- Undo:  drop schema tenancy cascade;
create schema tenancy;
grant usage on schema tenancy to portal_group, network_group, platform_group, worker_group, resolver_owner;

create table tenancy.network (
  network_id  integer primary key check (network_id > 0),
  code        text collate "C" not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name        text not null,
  currency    text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  zone        text not null,
  locale      text not null check (locale in ('en', 'de', 'fr')),
  status      text collate "C" not null default 'active' check (status in ('active', 'suspended')),
  next_tenant integer not null default 1,
  created_at  timestamptz not null
);
select ctx.wall('tenancy.network', 'network', false, true);
grant select (network_id, code, name, currency, zone, locale, status) on tenancy.network to network_group, worker_group;
grant select, insert, update on tenancy.network to platform_group;

create table tenancy.tenant (
  network_id    integer not null references tenancy.network (network_id),
  tenant_id     integer not null check (tenant_id > 0),
  code          text collate "C" not null check (code ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name          text not null,
  legal_name    text not null,
  kind          text collate "C" not null check (kind in ('distributor', 'dealer', 'reseller', 'oem')),
  status        text collate "C" not null check (status in ('provisioning', 'active', 'suspended', 'closed')),
  locale        text not null check (locale in ('en', 'de', 'fr')),
  currency      text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  zone          text not null,
  country       text collate "C" not null check (country ~ '^[A-Z]{2}$'),
  tax_id        text,
  address       jsonb not null default '{}',
  brand         jsonb not null,
  settings      jsonb not null default '{}',
  mail_from     text not null,
  release_id    uuid,
  version       integer not null default 1,
  created_at    timestamptz not null,
  suspended_at  timestamptz,
  suspended_reason text,
  primary key (network_id, tenant_id),
  unique (network_id, code)
);
select ctx.wall('tenancy.tenant', 'tenant', false, true);
grant select on tenancy.tenant to portal_group, network_group, worker_group, platform_group;
grant update (brand, settings, address, name, legal_name, tax_id, mail_from, version) on tenancy.tenant to portal_group, network_group;
grant insert, update on tenancy.tenant to platform_group, worker_group;

create table tenancy.host (
  host        text collate "C" primary key check (host = lower(host) and host ~ '^[a-z0-9.:-]+$'),
  network_id  integer not null,
  tenant_id   integer not null,
  is_primary  boolean not null default true,
  verified_at timestamptz,
  created_at  timestamptz not null,
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
create index host_tenant on tenancy.host (network_id, tenant_id);
select ctx.wall('tenancy.host', 'tenant', false, true);
grant select on tenancy.host to portal_group, network_group, worker_group, platform_group;
grant insert, update on tenancy.host to platform_group, worker_group;

create table tenancy.account_group (
  network_id integer not null,
  tenant_id  integer not null,
  code       text collate "C" not null,
  name       text not null,
  primary key (network_id, tenant_id, code),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('tenancy.account_group', 'tenant');
grant select on tenancy.account_group to portal_group, network_group, worker_group;
grant insert, update on tenancy.account_group to portal_group, network_group, worker_group;

create table tenancy.account (
  network_id    integer not null,
  tenant_id     integer not null,
  account_id    uuid not null,
  number        text collate "C" not null,
  name          text not null,
  kind          text collate "C" not null check (kind in ('house', 'customer')),
  account_group text collate "C" not null default 'standard',
  tax_id        text,
  tax_exempt    boolean not null default false,
  po_policy     text collate "C" not null default 'optional' check (po_policy in ('optional', 'required', 'unique')),
  prepaid       boolean not null default false,
  status        text collate "C" not null default 'active' check (status in ('active', 'blocked')),
  created_at    timestamptz not null,
  primary key (network_id, tenant_id, account_id),
  unique (network_id, tenant_id, number),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id),
  foreign key (network_id, tenant_id, account_group) references tenancy.account_group (network_id, tenant_id, code)
);
create unique index account_one_house on tenancy.account (network_id, tenant_id) where kind = 'house';
select ctx.wall('tenancy.account', 'tenant');
grant select on tenancy.account to portal_group, network_group, worker_group;
grant insert, update on tenancy.account to portal_group, worker_group, network_group;

create table tenancy.address (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  address_id  uuid not null,
  label       text not null,
  recipient   text not null,
  line1       text not null,
  line2       text not null default '',
  city        text not null,
  region      text not null default '',
  postal_code text not null,
  country     text collate "C" not null check (country ~ '^[A-Z]{2}$'),
  latitude    double precision,
  longitude   double precision,
  is_default  boolean not null default false,
  created_at  timestamptz not null,
  created_by  uuid,
  archived_at timestamptz,
  primary key (network_id, tenant_id, account_id, address_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create unique index address_one_default on tenancy.address (network_id, tenant_id, account_id) where is_default and archived_at is null;
select ctx.wall('tenancy.address', 'tenant');
grant select, insert, update on tenancy.address to portal_group, worker_group;
grant select on tenancy.address to network_group;

-- A person as one tenant knows them. The same e-mail at another tenant is a stranger.
create table tenancy.tenant_user (
  network_id      integer not null,
  tenant_id       integer not null,
  user_id         uuid not null,
  email           text not null,
  email_norm      text collate "C" generated always as (lower(email)) stored,
  name            text not null,
  locale          text not null check (locale in ('en', 'de', 'fr')),
  status          text collate "C" not null default 'active' check (status in ('invited', 'active', 'deactivated')),
  session_version integer not null default 1,
  created_at      timestamptz not null,
  deactivated_at  timestamptz,
  primary key (network_id, tenant_id, user_id),
  unique (network_id, tenant_id, email_norm),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('tenancy.tenant_user', 'tenant');
grant select on tenancy.tenant_user to portal_group, network_group, worker_group;
grant insert, update on tenancy.tenant_user to portal_group, worker_group;

create table tenancy.credential (
  network_id    integer not null,
  tenant_id     integer not null,
  user_id       uuid not null,
  password_hash text not null,
  changed_at    timestamptz not null,
  primary key (network_id, tenant_id, user_id),
  foreign key (network_id, tenant_id, user_id) references tenancy.tenant_user (network_id, tenant_id, user_id)
);
select ctx.wall('tenancy.credential', 'tenant');
grant select, insert, update on tenancy.credential to portal_group;
grant insert on tenancy.credential to worker_group;

-- Roles are the tenant's own configuration. reach = tenant sees every account, reach = account is held to one.
create table tenancy.role (
  network_id  integer not null,
  tenant_id   integer not null,
  code        text collate "C" not null,
  names       jsonb not null,
  reach       text collate "C" not null check (reach in ('tenant', 'account')),
  permissions text[] not null,
  primary key (network_id, tenant_id, code),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('tenancy.role', 'tenant');
grant select on tenancy.role to portal_group, network_group, worker_group;
grant insert, update on tenancy.role to worker_group;

create table tenancy.role_grant (
  network_id integer not null,
  tenant_id  integer not null,
  account_id uuid not null,
  user_id    uuid not null,
  role       text collate "C" not null,
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (network_id, tenant_id, account_id, user_id, role),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, user_id) references tenancy.tenant_user (network_id, tenant_id, user_id),
  foreign key (network_id, tenant_id, role) references tenancy.role (network_id, tenant_id, code)
);
create index role_grant_user on tenancy.role_grant (network_id, tenant_id, user_id);
select ctx.wall('tenancy.role_grant', 'tenant');
grant select, insert, delete on tenancy.role_grant to portal_group, worker_group;
grant select on tenancy.role_grant to network_group;

-- Single use, bound to the e-mail; only the hash of the token is kept.
create table tenancy.invitation (
  network_id    integer not null,
  tenant_id     integer not null,
  account_id    uuid not null,
  invitation_id uuid not null,
  token_hash    text collate "C" not null,
  email         text not null,
  name          text not null,
  role          text collate "C" not null,
  locale        text not null check (locale in ('en', 'de', 'fr')),
  invited_by    uuid,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  accepted_at   timestamptz,
  revoked_at    timestamptz,
  primary key (network_id, tenant_id, account_id, invitation_id),
  unique (network_id, tenant_id, token_hash),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id),
  foreign key (network_id, tenant_id, role) references tenancy.role (network_id, tenant_id, code)
);
select ctx.wall('tenancy.invitation', 'tenant');
grant select, insert, update on tenancy.invitation to portal_group, worker_group;

create table tenancy.password_reset (
  network_id integer not null,
  tenant_id  integer not null,
  token_hash text collate "C" not null,
  user_id    uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (network_id, tenant_id, token_hash),
  foreign key (network_id, tenant_id, user_id) references tenancy.tenant_user (network_id, tenant_id, user_id)
);
select ctx.wall('tenancy.password_reset', 'tenant');
grant select, insert, update on tenancy.password_reset to portal_group;
-- The worker makes the link when it sends the mail, so that no token waits in the outbox; it never reads one.
grant insert on tenancy.password_reset to worker_group;

-- The distributor's staff and the platform's operators: same shape, other walls, other cookies.
create table tenancy.network_user (
  network_id      integer not null references tenancy.network (network_id),
  user_id         uuid not null,
  email           text not null,
  email_norm      text collate "C" generated always as (lower(email)) stored,
  name            text not null,
  locale          text not null check (locale in ('en', 'de', 'fr')),
  roles           text[] not null,
  status          text collate "C" not null default 'active' check (status in ('active', 'deactivated')),
  session_version integer not null default 1,
  password_hash   text not null,
  created_at      timestamptz not null,
  primary key (network_id, user_id),
  unique (network_id, email_norm)
);
select ctx.wall('tenancy.network_user', 'network', false, true);
grant select, insert, update on tenancy.network_user to network_group;
grant insert on tenancy.network_user to platform_group;
grant select (network_id, user_id, email, email_norm, name, locale, roles, status, created_at) on tenancy.network_user to worker_group, platform_group;

create table tenancy.operator (
  operator_id     uuid primary key,
  email           text not null,
  email_norm      text collate "C" generated always as (lower(email)) stored unique,
  name            text not null,
  locale          text not null check (locale in ('en', 'de', 'fr')),
  roles           text[] not null,
  status          text collate "C" not null default 'active' check (status in ('active', 'deactivated')),
  session_version integer not null default 1,
  password_hash   text not null,
  created_at      timestamptz not null
);
select ctx.wall('tenancy.operator', 'global');
grant select, insert, update on tenancy.operator to platform_group;

-- Failed sign-ins per door; tenant 0 is the console. Counting is by hash of the mail and of the address.
create table tenancy.sign_in_attempt (
  network_id   integer not null,
  tenant_id    integer not null,
  attempt_id   uuid not null,
  subject_hash text collate "C" not null,
  succeeded    boolean not null,
  attempted_at timestamptz not null,
  primary key (network_id, tenant_id, attempt_id)
);
create index sign_in_attempt_recent on tenancy.sign_in_attempt (network_id, tenant_id, subject_hash, attempted_at);
select ctx.wall('tenancy.sign_in_attempt', 'tenant', false, true);
grant select, insert on tenancy.sign_in_attempt to portal_group, network_group, platform_group;

-- The one question that is asked before there is a scope: which tenant answers at this host?
grant select (host, network_id, tenant_id, verified_at) on tenancy.host to resolver_owner;
grant select on tenancy.tenant to resolver_owner;
grant select (network_id, code, name, status) on tenancy.network to resolver_owner;
create policy resolver on tenancy.host for select to resolver_owner using (true);
create policy resolver on tenancy.tenant for select to resolver_owner using (true);
create policy resolver on tenancy.network for select to resolver_owner using (true);
