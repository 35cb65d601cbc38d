-- Why:   the worker's clock ticks every few minutes, in several processes; a tenant is dunned once a day of its own calendar. Whoever
--        writes the day's row does it, everybody else finds it done.
-- Locks: none; the table is new.
-- Undo:  drop table billing.dunning_run;
create table billing.dunning_run (
  network_id integer not null,
  tenant_id  integer not null,
  run_on     date not null,
  steps      integer not null default 0,
  started_at timestamptz not null,
  primary key (network_id, tenant_id, run_on),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('billing.dunning_run', 'tenant', true);
grant select on billing.dunning_run to portal_group;
grant select, insert, update (steps) on billing.dunning_run to worker_group;
