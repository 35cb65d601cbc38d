-- Why:   a distributor's statements and what corrects them are its invoices, and bore the console's own accent and no logo. A network has a brand now: an accent and a
--        logo, which is a picture that we rasterised ourselves and find by its own hash, as a tenant's is. A partner draws the paper too, so its staff may read it.
--        The bytes of a picture are kept for the documents that name it; the brand points to the one of today.
-- Locks: none; everything is new.
-- Undo:  drop table tenancy.network_brand; drop table tenancy.network_asset;
create table tenancy.network_asset (
  network_id   integer not null references tenancy.network (network_id),
  content_hash text collate "C" not null check (content_hash ~ '^[0-9a-f]{64}$'),
  width        integer not null check (width between 1 and 1024),
  height       integer not null check (height between 1 and 1024),
  bytes        bytea not null check (octet_length(bytes) between 1 and 524288),
  created_at   timestamptz not null,
  primary key (network_id, content_hash)
);
select ctx.wall('tenancy.network_asset', 'network', true);
grant select on tenancy.network_asset to portal_group, worker_group;
grant select, insert on tenancy.network_asset to network_group;

create table tenancy.network_brand (
  network_id integer not null references tenancy.network (network_id),
  accent     text collate "C" not null check (accent ~ '^#[0-9a-f]{6}$'),
  logo       text collate "C",
  version    integer not null default 1 check (version > 0),
  saved_by   jsonb not null,
  saved_at   timestamptz not null,
  primary key (network_id),
  foreign key (network_id, logo) references tenancy.network_asset (network_id, content_hash)
);
select ctx.wall('tenancy.network_brand', 'network', true);
grant select on tenancy.network_brand to portal_group, worker_group;
grant select, insert, update on tenancy.network_brand to network_group;
