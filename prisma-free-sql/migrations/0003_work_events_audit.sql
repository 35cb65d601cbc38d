-- Why:   a verb writes what happened in its own transaction; everything that follows is delivered from here.
-- Locks: none; everything is new.
-- Undo:  drop schema work cascade;
create schema work;
grant usage on schema work to portal_group, network_group, platform_group, worker_group, announcer_owner;

-- The outbox: append-only facts in the past tense. tenant 0 is the network itself, network 0 the platform.
create table work.event (
  network_id  integer not null,
  tenant_id   integer not null,
  event_id    uuid not null,
  name        text collate "C" not null,
  payload     jsonb not null,
  actor       jsonb not null,
  trace_id    text collate "C" not null,
  occurred_at timestamptz not null,
  primary key (network_id, tenant_id, event_id)
);
select ctx.wall('work.event', 'tenant', true, true);
grant select on work.event to worker_group, network_group, platform_group;
create policy announcer on work.event for all to announcer_owner using (true) with check (true);
grant insert on work.event to announcer_owner;

-- One row per event and handler: what was done about it, how often it was tried, and what went wrong.
create table work.delivery (
  network_id   integer not null,
  tenant_id    integer not null,
  event_id     uuid not null,
  handler      text collate "C" not null,
  status       text collate "C" not null check (status in ('pending', 'delivered', 'dead')),
  attempts     integer not null default 0,
  last_error   text,
  created_at   timestamptz not null,
  delivered_at timestamptz,
  died_at      timestamptz,
  primary key (network_id, tenant_id, event_id, handler),
  foreign key (network_id, tenant_id, event_id) references work.event (network_id, tenant_id, event_id)
);
create index delivery_unsettled on work.delivery (network_id, status, created_at) where status <> 'delivered';
select ctx.wall('work.delivery', 'tenant', true, true);
grant select, insert, update on work.delivery to worker_group;
grant select on work.delivery to network_group, platform_group;
grant update (status, attempts, last_error, died_at) on work.delivery to network_group, platform_group;

create table work.audit_entry (
  network_id     integer not null,
  tenant_id      integer not null,
  entry_id       uuid not null,
  action         text collate "C" not null,
  subject_kind   text collate "C" not null,
  subject_id     text not null,
  actor          jsonb not null,
  reason         text,
  before         jsonb,
  after          jsonb,
  policy_version text,
  trace_id       text collate "C" not null,
  occurred_at    timestamptz not null,
  primary key (network_id, tenant_id, entry_id)
);
create index audit_entry_subject on work.audit_entry (network_id, tenant_id, subject_kind, subject_id, occurred_at);
create index audit_entry_recent on work.audit_entry (network_id, tenant_id, occurred_at desc);
select ctx.wall('work.audit_entry', 'tenant', true, true);
grant select, insert on work.audit_entry to portal_group, network_group, platform_group, worker_group;

-- A command from outside carries a key. The same key with the same request answers as before; with another, it conflicts.
create table work.command (
  network_id   integer not null,
  tenant_id    integer not null,
  actor_id     uuid not null,
  key          text collate "C" not null,
  name         text collate "C" not null,
  request_hash text collate "C" not null,
  response     jsonb,
  received_at  timestamptz not null,
  primary key (network_id, tenant_id, actor_id, key)
);
select ctx.wall('work.command', 'tenant', false, true);
grant select, insert, update (response) on work.command to portal_group, network_group, platform_group, worker_group;

-- Workers that are alive say so; a silent one's claims are taken back.
create table work.heartbeat (
  worker_id  text collate "C" primary key,
  started_at timestamptz not null,
  beat_at    timestamptz not null
);
select ctx.wall('work.heartbeat', 'global');
create policy worker on work.heartbeat for all to worker_group using (true) with check (true);
grant select, insert, update, delete on work.heartbeat to worker_group;
grant select on work.heartbeat to platform_group;

