-- Why:   a session that is held to one account could read every index series of its tenant and its network; the verbs alone kept it to its own. What prices of
--        others are tied to is nobody's business: such a session now reads what its account's lines follow, and what a plan that is still offered names, since
--        whoever may subscribe to that must know what it is. Which those are is asked once a statement, as the account wall asks for the account, so the values of
--        a long series cost no more than before. The function runs as whoever asks: behind the walls of the lines and plans themselves. No id in its list is null, since comparing with one would let every row pass.
-- Locks: the four tables, for the moment in which a policy is added.
-- Undo:  drop the policies and the function.
create function pricing.readable_series() returns uuid[] language sql stable parallel safe as $$
  select case when ctx.account_id() is null then null else array(
    select (l.price_policy ->> 'seriesId')::uuid from subscriptions.subscription_line l
     where l.network_id = ctx.network_id() and l.tenant_id = ctx.tenant_id() and l.account_id = ctx.account_id() and l.price_policy ->> 'policy' = 'index' and l.price_policy ->> 'seriesId' is not null
    union
    select (p.terms -> 'pricePolicy' ->> 'seriesId')::uuid from subscriptions.plan p
     where p.network_id = ctx.network_id() and p.tenant_id = ctx.tenant_id() and p.status = 'active' and p.terms -> 'pricePolicy' ->> 'policy' = 'index'
       and p.terms -> 'pricePolicy' ->> 'seriesId' is not null) end
$$;
revoke execute on function pricing.readable_series() from public;
grant execute on function pricing.readable_series() to portal_group;

do $$
declare
  held text;
begin
  foreach held in array array['index_series', 'index_value', 'network_index_series', 'network_index_value'] loop
    execute format('create policy readers on pricing.%I as restrictive for select to portal_group using (coalesce(series_id = any ((select pricing.readable_series())::uuid[]), true))', held);
  end loop;
end $$;
