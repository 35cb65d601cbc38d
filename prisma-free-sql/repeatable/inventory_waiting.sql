-- Why:   a promise by date must count what others were promised first, and no portal may see another tenant's backorders.
--        The answer is narrow: one number per product of the caller's own network, no names, owned by a role that
--        cannot sign in.
grant usage on schema ordering to resolver_owner;
grant select (network_id, product_id, base_quantity) on ordering.backorder to resolver_owner;
drop policy if exists resolver on ordering.backorder;
create policy resolver on ordering.backorder for select to resolver_owner using (true);
grant usage, create on schema inventory to resolver_owner;

create or replace function inventory.waiting_for(p_product uuid) returns numeric
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(sum(b.base_quantity), 0) from ordering.backorder b
   where b.network_id = ctx.network_id() and b.product_id = p_product
$$;
alter function inventory.waiting_for(uuid) owner to resolver_owner;
revoke all on function inventory.waiting_for(uuid) from public;
grant execute on function inventory.waiting_for(uuid) to portal_group, network_group, worker_group;

-- The same for all products at once, for the stock list of the distributor.
create or replace function inventory.waiting() returns table (product_id uuid, quantity numeric)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.product_id, sum(b.base_quantity) from ordering.backorder b
   where b.network_id = ctx.network_id() group by b.product_id
$$;
alter function inventory.waiting() owner to resolver_owner;
revoke all on function inventory.waiting() from public;
grant execute on function inventory.waiting() to network_group, worker_group;

revoke create on schema inventory from resolver_owner;
