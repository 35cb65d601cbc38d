-- Why:   a tenant is a template's release plus its own overlay; stamping is a durable, idempotent piece of work.
-- Locks: none; everything is new.
-- Undo:  drop schema provisioning cascade;
create schema provisioning;
grant usage on schema provisioning to platform_group, worker_group;

create table provisioning.template (
  template_id uuid primary key,
  code        text collate "C" not null unique,
  kind        text collate "C" not null check (kind in ('dealer', 'reseller', 'oem')),
  name        text not null,
  description text not null default '',
  created_at  timestamptz not null
);
select ctx.wall('provisioning.template', 'global');
create policy worker on provisioning.template for select to worker_group using (true);
grant select, insert, update on provisioning.template to platform_group;
grant select on provisioning.template to worker_group;

-- Immutable once written: no audience may update or delete it.
create table provisioning.template_release (
  release_id   uuid primary key,
  template_id  uuid not null references provisioning.template (template_id),
  version      integer not null check (version > 0),
  body         jsonb not null,
  body_hash    text collate "C" not null,
  notes        text not null default '',
  published_at timestamptz not null,
  published_by jsonb not null,
  unique (template_id, version)
);
select ctx.wall('provisioning.template_release', 'global');
create policy worker on provisioning.template_release for select to worker_group using (true);
grant select, insert on provisioning.template_release to platform_group;
grant select on provisioning.template_release to worker_group;

create table provisioning.stamp (
  network_id      integer not null,
  idempotency_key text collate "C" not null,
  request_hash    text collate "C" not null,
  request         jsonb not null,
  release_id      uuid not null references provisioning.template_release (release_id),
  tenant_id       integer not null,
  status          text collate "C" not null check (status in ('queued', 'running', 'done', 'failed')),
  steps           jsonb not null default '[]',
  error           jsonb,
  requested_by    jsonb not null,
  requested_at    timestamptz not null,
  finished_at     timestamptz,
  primary key (network_id, idempotency_key),
  unique (network_id, tenant_id)
);
select ctx.wall('provisioning.stamp', 'tenant', false, true);
drop policy portal on provisioning.stamp;
grant select, insert, update on provisioning.stamp to platform_group, worker_group;

-- Keys for machines. Only the hash is kept; the prefix is shown so that a person can tell keys apart.
create table provisioning.api_key (
  key_id      uuid primary key,
  prefix      text collate "C" not null,
  key_hash    text collate "C" not null unique,
  name        text not null,
  permissions text[] not null,
  created_by  jsonb not null,
  created_at  timestamptz not null,
  last_used_at timestamptz,
  revoked_at  timestamptz
);
select ctx.wall('provisioning.api_key', 'global');
grant select, insert, update (last_used_at, revoked_at) on provisioning.api_key to platform_group;
