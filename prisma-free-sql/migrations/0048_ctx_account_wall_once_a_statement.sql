-- Why:   the account wall compared each row with an expression that read the scope anew for it, and that the planner took to let one
--        row in two hundred pass: behind it a dealer with a hundred thousand invoices looked like one with five hundred, and a page's
--        limit like no help at all. Said this way the scope is read once a statement, and half of the rows are expected to pass. It
--        lets the same rows through: those of the scope's account, or all of the tenant's where the scope names none. No column
--        account_id may be null, which the sweep over the walls holds.
-- Locks: each table with an account, for the moment in which its policy is changed.
-- Undo:  the same with account_id = coalesce(ctx.account_id(), account_id).
create or replace function ctx.wall(p_table regclass, p_kind text, p_staff_only boolean default false, p_platform boolean default false)
  returns void language plpgsql as $$
declare
  in_network constant text := 'network_id = ctx.network_id()';
  in_tenant  constant text := 'network_id = ctx.network_id() and tenant_id = ctx.tenant_id()';
  adopted    constant text := 'network_id = ctx.network_id() and tenant_id = coalesce(ctx.tenant_id(), tenant_id)';
  in_account constant text := 'coalesce(account_id = (select ctx.account_id()), true)';
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

do $$ declare walled regclass; begin
  for walled in select polrelid::regclass from pg_policy where polname = 'account' loop
    execute format('alter policy account on %s using (coalesce(account_id = (select ctx.account_id()), true)) with check (coalesce(account_id = (select ctx.account_id()), true))', walled);
  end loop;
end $$;
