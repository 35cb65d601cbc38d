-- Why:   who has to agree is the tenant's own policy, versioned; a request keeps the policy it was judged under.
-- Locks: none; everything is new.
-- Undo:  drop schema approvals cascade;
create schema approvals;
grant usage on schema approvals to portal_group, network_group, worker_group, resolver_owner;

-- condition is CEL over the subject's facts; form is what a person filled in to get it, and null where they wrote CEL.
-- levels is [{"name", "mode": "any"|"all", "roles": [...]}], in order.
create table approvals.policy (
  network_id integer not null,
  tenant_id  integer not null,
  policy_id  uuid not null,
  version    integer not null,
  name       text not null,
  condition  text collate "C" not null check (length(condition) between 1 and 1000),
  form       jsonb,
  levels     jsonb not null,
  position   integer not null,
  active     boolean not null default true,
  valid_from timestamptz not null,
  retired_at timestamptz,
  created_by jsonb not null,
  primary key (network_id, tenant_id, policy_id, version),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
create unique index policy_current on approvals.policy (network_id, tenant_id, policy_id) where retired_at is null;
select ctx.wall('approvals.policy', 'tenant');
grant select, insert, update (active, retired_at) on approvals.policy to portal_group, network_group, worker_group;

create table approvals.request (
  network_id     integer not null,
  tenant_id      integer not null,
  account_id     uuid not null,
  request_id     uuid not null,
  subject_kind   text collate "C" not null,
  subject_id     uuid not null,
  subject_version integer not null,
  status         text collate "C" not null check (status in ('pending', 'approved', 'rejected', 'expired', 'withdrawn')),
  requested_by   uuid not null,
  requested_at   timestamptz not null,
  facts          jsonb not null,
  -- The request that a material change put aside; what it had settled and the change did not touch is carried over.
  replaces       uuid,
  settled_at     timestamptz,
  primary key (network_id, tenant_id, account_id, request_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create unique index request_one_pending on approvals.request (network_id, tenant_id, account_id, subject_kind, subject_id) where status = 'pending';
create index request_inbox on approvals.request (network_id, tenant_id, requested_at) where status = 'pending';
select ctx.wall('approvals.request', 'tenant');
create index request_subject on approvals.request (network_id, tenant_id, subject_id, requested_at);
grant select, insert, update (status, settled_at) on approvals.request to portal_group, worker_group;
grant select on approvals.request to network_group;

create table approvals.request_level (
  network_id     integer not null,
  tenant_id      integer not null,
  account_id     uuid not null,
  request_id     uuid not null,
  level          integer not null,
  name           text not null,
  mode           text collate "C" not null check (mode in ('any', 'all')),
  roles          text[] not null,
  -- [{"policyId", "version", "name"}]: the policies that ask for this level.
  because        jsonb not null,
  carried        boolean not null default false,
  status         text collate "C" not null check (status in ('waiting', 'open', 'approved', 'rejected')),
  opened_at      timestamptz,
  primary key (network_id, tenant_id, account_id, request_id, level),
  foreign key (network_id, tenant_id, account_id, request_id) references approvals.request (network_id, tenant_id, account_id, request_id)
);
select ctx.wall('approvals.request_level', 'tenant');
grant select, insert, update (status, opened_at) on approvals.request_level to portal_group, worker_group;
grant select on approvals.request_level to network_group;

create table approvals.decision (
  network_id  integer not null,
  tenant_id   integer not null,
  account_id  uuid not null,
  request_id  uuid not null,
  level       integer not null,
  user_id     uuid not null,
  on_behalf_of uuid,
  -- The roles that this voice speaks for, as they were then.
  roles       text[] not null,
  verdict     text collate "C" not null check (verdict in ('approved', 'rejected')),
  reason      text not null default '',
  decided_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, request_id, level, user_id),
  foreign key (network_id, tenant_id, account_id, request_id, level)
    references approvals.request_level (network_id, tenant_id, account_id, request_id, level)
);
select ctx.wall('approvals.decision', 'tenant');
grant select, insert on approvals.decision to portal_group, worker_group;
grant select on approvals.decision to network_group;

create table approvals.delegation (
  network_id    integer not null,
  tenant_id     integer not null,
  delegation_id uuid not null,
  from_user     uuid not null,
  to_user       uuid not null,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  created_at    timestamptz not null,
  reason        text not null default '',
  revoked_at    timestamptz,
  primary key (network_id, tenant_id, delegation_id),
  check (ends_at > starts_at),
  check (from_user <> to_user),
  foreign key (network_id, tenant_id, from_user) references tenancy.tenant_user (network_id, tenant_id, user_id),
  foreign key (network_id, tenant_id, to_user) references tenancy.tenant_user (network_id, tenant_id, user_id)
);
select ctx.wall('approvals.delegation', 'tenant');
grant select, insert, update (revoked_at) on approvals.delegation to portal_group;
grant select on approvals.delegation to worker_group;

-- Who may decide is asked by people who are held to one account, about colleagues who are not. The answer is narrow: the
-- function approvals.deciders, owned by a role that cannot sign in and held to the caller's own tenant.
create policy resolver on approvals.delegation for select to resolver_owner using (network_id = ctx.network_id() and tenant_id = ctx.tenant_id());
grant select on approvals.delegation to resolver_owner;
create policy decider on tenancy.role_grant for select to resolver_owner using (network_id = ctx.network_id() and tenant_id = ctx.tenant_id());
grant select (network_id, tenant_id, account_id, user_id, role) on tenancy.role_grant to resolver_owner;
create policy decider on tenancy.role for select to resolver_owner using (network_id = ctx.network_id() and tenant_id = ctx.tenant_id());
grant select (network_id, tenant_id, code, reach, permissions) on tenancy.role to resolver_owner;
create policy decider on tenancy.tenant_user for select to resolver_owner using (network_id = ctx.network_id() and tenant_id = ctx.tenant_id());
grant select (network_id, tenant_id, user_id, name, status) on tenancy.tenant_user to resolver_owner;
