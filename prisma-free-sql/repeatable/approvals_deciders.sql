-- Why:   one answer to "who may decide this level?", for the cart's preview, the inbox, the decision itself and the warning
--        when a policy is saved. It reads role grants of the whole tenant, which somebody held to one account may not, so
--        it runs as a role that cannot sign in, inside the caller's tenant and account, and answers names only.
--        A level is asked of the people who hold its roles at the account or with the tenant's reach, and through them the
--        permission that the subject names; never of the person who asks. Where a role has nobody left, it bubbles up to everybody of tenant reach who may approve. A delegate
--        stands in for the person who chose them, between two moments.
grant create on schema approvals to resolver_owner;

create or replace function approvals.deciders(p_account uuid, p_roles text[], p_requester uuid, p_at timestamptz, p_permission text)
  returns table (user_id uuid, name text, role text, on_behalf_of uuid, bubbled boolean)
  language sql stable security definer rows 5 set search_path = pg_catalog, pg_temp as $$
  with approver as (
    select distinct g.user_id, u.name, g.role, r.reach
      from tenancy.role_grant g
      join tenancy.role r on r.network_id = g.network_id and r.tenant_id = g.tenant_id and r.code = g.role
      join tenancy.tenant_user u on u.network_id = g.network_id and u.tenant_id = g.tenant_id and u.user_id = g.user_id
     where g.network_id = ctx.network_id() and g.tenant_id = ctx.tenant_id()
       and p_account = coalesce(ctx.account_id(), p_account)
       and (g.account_id = p_account or r.reach = 'tenant')
       and p_permission = any (r.permissions) and u.status = 'active' and g.user_id <> p_requester
  ), asked as (
    select w.role as wanted, a.user_id, a.name, false as bubbled
      from unnest(p_roles) w (role) join approver a on a.role = w.role
    union
    select w.role, a.user_id, a.name, true
      from unnest(p_roles) w (role) join approver a on a.reach = 'tenant'
     where not exists (select from approver held where held.role = w.role)
  )
  select a.user_id, a.name, a.wanted, null::uuid, a.bubbled from asked a
  union all
  select d.to_user, u.name, a.wanted, d.from_user, a.bubbled
    from asked a
    join approvals.delegation d on d.network_id = ctx.network_id() and d.tenant_id = ctx.tenant_id() and d.from_user = a.user_id
    join tenancy.tenant_user u on u.network_id = d.network_id and u.tenant_id = d.tenant_id and u.user_id = d.to_user
   where d.revoked_at is null and d.starts_at <= p_at and d.ends_at > p_at and u.status = 'active' and d.to_user <> p_requester
$$;
alter function approvals.deciders(uuid, text[], uuid, timestamptz, text) owner to resolver_owner;
revoke all on function approvals.deciders(uuid, text[], uuid, timestamptz, text) from public;
grant execute on function approvals.deciders(uuid, text[], uuid, timestamptz, text) to portal_group, worker_group;

revoke create on schema approvals from resolver_owner;
