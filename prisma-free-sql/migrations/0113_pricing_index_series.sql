-- Why:   a price that is indexed follows a published series: what somebody measured of a period, and on which day they said so. What was said is never
--        edited: a correction is another version of the same period, so that what a date cost can be worked out again. A partner keeps its own series;
--        the distributor's are for its whole network to use, and no partner sees another's.
-- Locks: none; everything is new.
-- Undo:  drop table pricing.index_value, pricing.index_series, pricing.network_index_value, pricing.network_index_series;
create table pricing.index_series (
  network_id   integer not null,
  tenant_id    integer not null,
  series_id    uuid not null,
  code         text collate "C" not null,
  name         text not null,
  -- What its values are in, such as "2020 = 100", and the period that it is 100 in.
  unit         text not null,
  base_period  text not null,
  frequency    text collate "C" not null check (frequency in ('monthly', 'quarterly')),
  source       text not null,
  source_url   text collate "C" not null default '',
  version      integer not null default 1,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, series_id),
  unique (network_id, tenant_id, code),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('pricing.index_series', 'tenant');
grant select, insert on pricing.index_series to portal_group;
grant update (name, unit, base_period, source, source_url, version, updated_at) on pricing.index_series to portal_group;
grant select on pricing.index_series to worker_group;

-- Append-only. `period` is its first day. Of a period's versions the last one that was published by a day counts on that day.
create table pricing.index_value (
  network_id   integer not null,
  tenant_id    integer not null,
  series_id    uuid not null,
  period       date not null check (extract(day from period) = 1),
  version      integer not null check (version > 0),
  value        numeric(18, 6) not null check (value > 0),
  published_on date not null,
  reason       text not null default '',
  actor        jsonb not null,
  recorded_at  timestamptz not null,
  primary key (network_id, tenant_id, series_id, period, version),
  check (published_on >= period),
  foreign key (network_id, tenant_id, series_id) references pricing.index_series (network_id, tenant_id, series_id)
);
select ctx.wall('pricing.index_value', 'tenant');
grant select, insert on pricing.index_value to portal_group;
grant select on pricing.index_value to worker_group;

-- A session that is held to one account reads what its own lines follow, and writes nothing here.
create policy staff_insert on pricing.index_series as restrictive for insert to portal_group with check (ctx.account_id() is null);
create policy staff_update on pricing.index_series as restrictive for update to portal_group using (ctx.account_id() is null);
create policy staff_insert on pricing.index_value as restrictive for insert to portal_group with check (ctx.account_id() is null);

-- The same of the distributor: its network's partners read them.
create table pricing.network_index_series (
  network_id   integer not null,
  series_id    uuid not null,
  code         text collate "C" not null,
  name         text not null,
  unit         text not null,
  base_period  text not null,
  frequency    text collate "C" not null check (frequency in ('monthly', 'quarterly')),
  source       text not null,
  source_url   text collate "C" not null default '',
  version      integer not null default 1,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  primary key (network_id, series_id),
  unique (network_id, code),
  foreign key (network_id) references tenancy.network (network_id)
);
select ctx.wall('pricing.network_index_series', 'network');
grant select on pricing.network_index_series to portal_group, network_group, worker_group;
grant insert on pricing.network_index_series to network_group;
grant update (name, unit, base_period, source, source_url, version, updated_at) on pricing.network_index_series to network_group;

create table pricing.network_index_value (
  network_id   integer not null,
  series_id    uuid not null,
  period       date not null check (extract(day from period) = 1),
  version      integer not null check (version > 0),
  value        numeric(18, 6) not null check (value > 0),
  published_on date not null,
  reason       text not null default '',
  actor        jsonb not null,
  recorded_at  timestamptz not null,
  primary key (network_id, series_id, period, version),
  check (published_on >= period),
  foreign key (network_id, series_id) references pricing.network_index_series (network_id, series_id)
);
select ctx.wall('pricing.network_index_value', 'network');
grant select (network_id, series_id, period, version, value, published_on, reason, recorded_at) on pricing.network_index_value to portal_group, worker_group;
grant select, insert on pricing.network_index_value to network_group;
