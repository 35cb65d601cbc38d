-- Why:   who has to agree is the tenant's own policy, versioned; a request keeps the policy it was judged under.
-- Locks: none; everything is new.
-- Undo:  drop schema approvals cascade;
create schema approvals;
grant usage on schema approvals to portal_group, network_group, worker_group;

-- condition is CEL over the subject's facts; levels is [{"name", "mode": "any"|"all", "roles": [...]}], in order.
create table approvals.policy (
  network_id integer not null,
  tenant_id  integer not null,
  policy_id  uuid not null,
  version    integer not null,
  name       text not null,
  condition  text not null,
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
  settled_at     timestamptz,
  primary key (network_id, tenant_id, account_id, request_id),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
create unique index request_one_pending on approvals.request (network_id, tenant_id, account_id, subject_kind, subject_id) where status = 'pending';
create index request_inbox on approvals.request (network_id, tenant_id, requested_at) where status = 'pending';
select ctx.wall('approvals.request', 'tenant');
grant select, insert, update (status, settled_at, facts, subject_version) on approvals.request to portal_group, worker_group;
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
  policy_id      uuid not null,
  policy_version integer not null,
  policy_name    text not null,
  status         text collate "C" not null check (status in ('waiting', 'open', 'approved', 'rejected', 'skipped')),
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
  revoked_at    timestamptz,
  primary key (network_id, tenant_id, delegation_id),
  check (ends_at > starts_at),
  check (from_user <> to_user),
  foreign key (network_id, tenant_id, from_user) references tenancy.tenant_user (network_id, tenant_id, user_id),
  foreign key (network_id, tenant_id, to_user) references tenancy.tenant_user (network_id, tenant_id, user_id)
);
select ctx.wall('approvals.delegation', 'tenant');
grant select, insert, update (revoked_at) on approvals.delegation to portal_group;
