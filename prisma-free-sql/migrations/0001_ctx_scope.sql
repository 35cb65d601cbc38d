-- Why:   every row belongs to a network, most to a tenant, many to an account. The scope is set once per
--        transaction and the database, not the code, holds every statement inside it.
-- Locks: none; everything is new.
-- Undo:  drop schema ctx cascade;
create schema ctx;
grant usage on schema ctx to portal_group, network_group, platform_group, worker_group, resolver_owner, announcer_owner;

-- Unwrapped and STABLE, so that the planner folds them once per statement and policies stay plain equalities.
create function ctx.network_id() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('ctx.network_id', true), '')::integer $$;
create function ctx.tenant_id() returns integer language sql stable parallel safe
  as $$ select nullif(current_setting('ctx.tenant_id', true), '')::integer $$;
create function ctx.account_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('ctx.account_id', true), '')::uuid $$;

-- SET LOCAL, never set_config: it dies with the transaction, so a pooled connection carries nothing over.
create function ctx.enter(p_network integer, p_tenant integer, p_account uuid) returns void
  language plpgsql as $$
begin
  execute format('set local ctx.network_id = %L', coalesce(p_network::text, ''));
  execute format('set local ctx.tenant_id = %L', coalesce(p_tenant::text, ''));
  execute format('set local ctx.account_id = %L', coalesce(p_account::text, ''));
end $$;

-- What each table was declared to be; the wall suite compares this with what pg_catalog says.
create table ctx.walled_table (
  table_name  text primary key,
  kind        text not null check (kind in ('tenant', 'network', 'global')),
  staff_only  boolean not null
);
alter table ctx.walled_table enable row level security;
alter table ctx.walled_table force row level security;
create policy declared on ctx.walled_table for all to migrator_group using (true) with check (true);

-- Declares a table and builds its wall.
--   tenant:  network_id and tenant_id lead; a column account_id adds the account wall for the portal.
--   network: network_id leads; the portal sees its network's rows where a grant lets it.
--   global:  the platform's own; other audiences reach it through narrow functions only.
-- p_staff_only hides the rows from sessions that are held to one account; p_platform opens them to operators.
create function ctx.wall(p_table regclass, p_kind text, p_staff_only boolean default false, p_platform boolean default false)
  returns void language plpgsql as $$
declare
  in_network constant text := 'network_id = ctx.network_id()';
  in_tenant  constant text := 'network_id = ctx.network_id() and tenant_id = ctx.tenant_id()';
  adopted    constant text := 'network_id = ctx.network_id() and tenant_id = coalesce(ctx.tenant_id(), tenant_id)';
  in_account constant text := 'account_id = coalesce(ctx.account_id(), account_id)';
begin
  if p_kind not in ('tenant', 'network', 'global') then
    raise exception 'a wall is tenant, network or global, not %', p_kind;
  end if;
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  if p_kind = 'tenant' then
    execute format('create policy portal on %s for all to portal_group using (%s) with check (%s)', p_table, in_tenant, in_tenant);
    execute format('create policy network on %s for all to network_group using (%s) with check (%s)', p_table, in_network, in_network);
    execute format('create policy worker on %s for all to worker_group using (%s) with check (%s)', p_table, adopted, adopted);
    if exists (select 1 from pg_attribute where attrelid = p_table and attname = 'account_id' and not attisdropped) then
      execute format('create policy account on %s as restrictive for all to portal_group using (%s) with check (%s)', p_table, in_account, in_account);
    end if;
  elsif p_kind = 'network' then
    execute format('create policy portal on %s for all to portal_group using (%s) with check (%s)', p_table, in_network, in_network);
    execute format('create policy network on %s for all to network_group using (%s) with check (%s)', p_table, in_network, in_network);
    execute format('create policy worker on %s for all to worker_group using (%s) with check (%s)', p_table, in_network, in_network);
  end if;
  if p_staff_only then
    execute format('create policy staff on %s as restrictive for select to portal_group using (ctx.account_id() is null)', p_table);
  end if;
  if p_platform or p_kind = 'global' then
    execute format('create policy platform on %s for all to platform_group using (true) with check (true)', p_table);
  end if;
  insert into ctx.walled_table values (p_table::text, p_kind, p_staff_only);
end $$;

revoke all on function ctx.wall(regclass, text, boolean, boolean) from public;
