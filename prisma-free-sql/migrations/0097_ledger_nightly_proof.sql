-- Why:   the books are proven every night, and until now only the log and a gauge said what came of it. Whoever keeps a set of books reads when it was last
--        proven and whether it agreed. One row for each set of books: the last night's answer, and since when it has not agreed. How many differences there
--        are is said, never their figures: those are read where they are checked.
-- Locks: none; the table is new.
-- Undo:  drop table ledger.proof;
create table ledger.proof (
  network_id  integer not null references tenancy.network (network_id),
  tenant_id   integer not null check (tenant_id >= 0),
  proven_at   timestamptz not null,
  took_ms     integer not null check (took_ms >= 0),
  differences integer not null check (differences >= 0),
  differs_since timestamptz,
  primary key (network_id, tenant_id),
  check (differs_since is null or differences > 0)
);
select ctx.wall('ledger.proof', 'tenant', true);
create policy own_books on ledger.proof as restrictive for all to network_group using (tenant_id = 0) with check (tenant_id = 0);
grant select on ledger.proof to portal_group, network_group, worker_group;
grant insert, update (proven_at, took_ms, differences, differs_since) on ledger.proof to worker_group;
