-- Why:   what an accepted dispute takes off a statement changed the statement's balance, its tax and both ledgers, and no document said so: a statement is an
--        invoice, and an invoice that was issued is changed by a credit note. Each accepted dispute has one now, with a number of the distributor's own without
--        a gap, taken when it is accepted, and what it says is taken down with it; its PDF and its electronic form are kept as those of a statement are. The
--        disputes that were accepted before get their numbers in the order of their answers; theirs are composed from their own facts when they are asked for.
-- Locks: settlement.dispute and tenancy.network are read once; integrations.mail_message for an instant: a check that is validated after.
-- Undo:  drop table settlement.kept_correction, settlement.correction, settlement.correction_series; mail_document_of as 0104 has it.
create table settlement.correction_series (
  network_id integer not null references tenancy.network (network_id),
  year       integer not null check (year between 2000 and 2999),
  next       bigint not null default 1,
  primary key (network_id, year)
);
select ctx.wall('settlement.correction_series', 'network', true);
grant select, insert, update on settlement.correction_series to network_group;
grant select on settlement.correction_series to worker_group;

-- content is null where the dispute was accepted before its document was taken down.
create table settlement.correction (
  network_id integer not null,
  tenant_id  integer not null,
  dispute_id uuid not null,
  number     text collate "C" not null,
  issued_on  date not null,
  content    jsonb,
  primary key (network_id, tenant_id, dispute_id),
  unique (network_id, tenant_id, number),
  foreign key (network_id, tenant_id, dispute_id) references settlement.dispute (network_id, tenant_id, dispute_id)
);
select ctx.wall('settlement.correction', 'tenant', true);
grant select on settlement.correction to portal_group, worker_group;
-- It is the distributor's document, and is never changed.
grant select, insert on settlement.correction to network_group;

create table settlement.kept_correction (
  network_id   integer not null,
  tenant_id    integer not null,
  dispute_id   uuid not null,
  form         text collate "C" not null check (form in ('pdf', 'ubl')),
  content_hash text collate "C" not null,
  bytes        bytea not null check (octet_length(bytes) between 1 and 67108864),
  kept_at      timestamptz not null,
  primary key (network_id, tenant_id, dispute_id, form),
  foreign key (network_id, tenant_id, dispute_id) references settlement.correction (network_id, tenant_id, dispute_id),
  check (content_hash = encode(sha256(bytes), 'hex'))
);
select ctx.wall('settlement.kept_correction', 'tenant', true);
create policy staff_keep on settlement.kept_correction as restrictive for insert to portal_group with check (ctx.account_id() is null);
grant select, insert on settlement.kept_correction to portal_group, network_group, worker_group;

alter table settlement.dispute no force row level security;
alter table tenancy.network no force row level security;
alter table settlement.correction no force row level security;
alter table settlement.correction_series no force row level security;
insert into settlement.correction (network_id, tenant_id, dispute_id, number, issued_on)
select network_id, tenant_id, dispute_id, 'SC-' || year || '-' || lpad(place::text, greatest(4, length(place::text)), '0'), issued_on
  from (select d.network_id, d.tenant_id, d.dispute_id, a.issued_on, extract(year from a.issued_on)::integer as year, row_number() over (partition by d.network_id, extract(year from a.issued_on) order by d.resolved_at, d.dispute_id) as place
          from settlement.dispute d join tenancy.network n on n.network_id = d.network_id cross join lateral (select (d.resolved_at at time zone n.zone)::date as issued_on) a
         where d.status = 'accepted') c;
insert into settlement.correction_series (network_id, year, next) select network_id, extract(year from issued_on)::integer, count(*) + 1 from settlement.correction group by 1, 2;
alter table settlement.correction_series force row level security;
alter table settlement.correction force row level security;
alter table tenancy.network force row level security;
alter table settlement.dispute force row level security;

alter table integrations.mail_message drop constraint mail_document_of;
alter table integrations.mail_message add constraint mail_document_of check (document_of in ('billing', 'settlement', 'correction')) not valid;
alter table integrations.mail_message validate constraint mail_document_of;
