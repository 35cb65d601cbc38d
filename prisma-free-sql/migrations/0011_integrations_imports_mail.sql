-- Why:   files come in, mail goes out; both are kept so that they can be looked at, repeated and explained.
-- Locks: none; everything is new.
-- Undo:  drop schema integrations cascade;
create schema integrations;
grant usage on schema integrations to portal_group, network_group, platform_group, worker_group;

-- A remembered mapping, found again by the file's own header.
create table integrations.import_profile (
  network_id  integer not null,
  profile_id  uuid not null,
  kind        text collate "C" not null,
  name        text not null,
  header_hash text collate "C" not null,
  mapping     jsonb not null,
  options     jsonb not null default '{}',
  used_at     timestamptz not null,
  primary key (network_id, profile_id),
  unique (network_id, kind, header_hash)
);
select ctx.wall('integrations.import_profile', 'network');
drop policy portal on integrations.import_profile;
grant select, insert, update on integrations.import_profile to network_group, worker_group;

create table integrations.import_run (
  network_id   integer not null,
  run_id       uuid not null,
  kind         text collate "C" not null,
  file_name    text not null,
  file_size    bigint not null,
  file_hash    text collate "C" not null,
  status       text collate "C" not null check (status in ('uploading', 'uploaded', 'mapped', 'queued', 'running', 'applied', 'failed', 'cancelled')),
  -- How to read the file: encoding, delimiter, header line, the columns' names.
  layout       jsonb not null default '{}',
  header_hash  text collate "C" not null default '',
  sample       jsonb not null default '[]',
  mapping      jsonb,
  options      jsonb not null default '{}',
  rows_total   integer not null default 0,
  rows_read    integer not null default 0,
  rows_accepted integer not null default 0,
  rows_refused integer not null default 0,
  rows_applied integer not null default 0,
  -- Where a running import is; each start takes a new attempt, and only the newest may go on.
  phase        text collate "C" check (phase in ('reading', 'checking', 'applying')),
  attempt      integer not null default 0,
  summary      jsonb not null default '{}',
  error        jsonb,
  actor        jsonb not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  primary key (network_id, run_id)
);
create index import_run_recent on integrations.import_run (network_id, created_at desc);
create index import_run_file on integrations.import_run (network_id, file_hash);
select ctx.wall('integrations.import_run', 'network');
drop policy portal on integrations.import_run;
grant select, insert, update on integrations.import_run to network_group, worker_group;

create table integrations.import_chunk (
  network_id integer not null,
  run_id     uuid not null,
  position   integer not null,
  bytes      bytea not null,
  primary key (network_id, run_id, position),
  foreign key (network_id, run_id) references integrations.import_run (network_id, run_id)
);
select ctx.wall('integrations.import_chunk', 'network');
drop policy portal on integrations.import_chunk;
grant select, insert, delete on integrations.import_chunk to network_group, worker_group;

-- A row that was understood and waits to be applied with all the others. The key is what two rows of one meaning share.
create table integrations.import_row (
  network_id integer not null,
  run_id     uuid not null,
  row_key    text collate "C" not null,
  line       integer not null,
  payload    jsonb not null,
  primary key (network_id, run_id, row_key),
  foreign key (network_id, run_id) references integrations.import_run (network_id, run_id)
);
select ctx.wall('integrations.import_row', 'network');
drop policy portal on integrations.import_row;
grant select, insert, update, delete on integrations.import_row to worker_group;
grant select, delete on integrations.import_row to network_group;

-- What was refused, and what was taken with a remark. The raw cells go back to whoever mends the file.
create table integrations.import_refusal (
  network_id integer not null,
  run_id     uuid not null,
  verdict    text collate "C" not null check (verdict in ('refused', 'noticed')),
  line       integer not null,
  code       text collate "C" not null,
  field      text collate "C" not null default '',
  facts      jsonb not null,
  raw        jsonb not null,
  primary key (network_id, run_id, verdict, line, code, field),
  foreign key (network_id, run_id) references integrations.import_run (network_id, run_id)
);
select ctx.wall('integrations.import_refusal', 'network');
drop policy portal on integrations.import_refusal;
grant select, insert, delete on integrations.import_refusal to network_group, worker_group;

-- One row per mail that is owed: the business key makes it one mail however often its cause is replayed.
create table integrations.mail_message (
  network_id   integer not null,
  tenant_id    integer not null,
  message_id   uuid not null,
  business_key text collate "C" not null,
  kind         text collate "C" not null,
  recipient    text not null,
  sender       text not null,
  subject      text not null,
  text_body    text not null,
  html_body    text not null,
  locale       text not null,
  status       text collate "C" not null check (status in ('queued', 'sent', 'failed')),
  attempts     integer not null default 0,
  last_error   text,
  queued_at    timestamptz not null,
  sent_at      timestamptz,
  primary key (network_id, tenant_id, message_id),
  unique (network_id, tenant_id, business_key)
);
create index mail_message_recent on integrations.mail_message (network_id, tenant_id, queued_at desc);
select ctx.wall('integrations.mail_message', 'tenant', true, true);
grant select, insert, update on integrations.mail_message to worker_group;
-- Bodies carry sign-in links: no screen of another audience reads them here.
grant select (network_id, tenant_id, message_id, kind, recipient, subject, status, attempts, last_error, queued_at, sent_at)
  on integrations.mail_message to network_group, platform_group;

-- The built-in mailbox of development: what arrived over SMTP, shown in the console.
create table integrations.mailbox_message (
  smtp_id     text collate "C" primary key,
  sender      text not null,
  recipients  text[] not null,
  subject     text not null,
  text_body   text not null,
  html_body   text not null,
  received_at timestamptz not null
);
create index mailbox_message_recent on integrations.mailbox_message (received_at desc);
select ctx.wall('integrations.mailbox_message', 'global');
create policy worker on integrations.mailbox_message for all to worker_group using (true) with check (true);
grant select, insert on integrations.mailbox_message to worker_group;
grant select on integrations.mailbox_message to platform_group;
