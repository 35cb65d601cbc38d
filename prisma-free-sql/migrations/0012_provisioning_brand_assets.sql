-- Why:   a tenant's logo is bytes that we rasterised ourselves, found by their own hash, so that it can be cached for ever; and
--        the owner of the job queue counts what was given up, for the metrics, and knows the networks that a clock ticks for.
-- Locks: none that matter; the table is new and the policies are additions.
-- Undo:  drop policy announcer on work.delivery; drop policy announcer on tenancy.network; drop table tenancy.brand_asset;
create table tenancy.brand_asset (
  network_id   integer not null,
  tenant_id    integer not null,
  content_hash text collate "C" not null check (content_hash ~ '^[0-9a-f]{64}$'),
  kind         text collate "C" not null check (kind in ('logo', 'mark')),
  width        integer not null check (width between 1 and 1024),
  height       integer not null check (height between 1 and 1024),
  bytes        bytea not null check (octet_length(bytes) between 1 and 524288),
  created_at   timestamptz not null,
  primary key (network_id, tenant_id, content_hash),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('tenancy.brand_asset', 'tenant');
grant select, insert on tenancy.brand_asset to portal_group, worker_group;
grant select on tenancy.brand_asset to network_group;

create policy announcer on work.delivery for select to announcer_owner using (true);
grant select (status) on work.delivery to announcer_owner;

create policy announcer on tenancy.network for select to announcer_owner using (true);
grant usage on schema tenancy to announcer_owner;
grant select (network_id, status) on tenancy.network to announcer_owner;
