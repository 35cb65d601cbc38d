-- Why:   before a scope exists one question must be answered: which tenant lives at this host? The answer is narrow:
--        one row by exact match, only for a verified host, owned by a role that cannot sign in.
grant create on schema tenancy to resolver_owner;

create or replace function tenancy.resolve_host(p_host text)
  returns table (network_id integer, tenant_id integer, code text, name text, legal_name text, kind text, status text,
                 locale text, currency text, zone text, country text, brand jsonb, settings jsonb, version integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.network_id, t.tenant_id, t.code, t.name, t.legal_name, t.kind, t.status,
         t.locale, t.currency, t.zone, t.country, t.brand, t.settings, t.version
    from tenancy.host h
    join tenancy.tenant t on t.network_id = h.network_id and t.tenant_id = h.tenant_id
   where h.host = p_host and h.verified_at is not null
$$;
alter function tenancy.resolve_host(text) owner to resolver_owner;
revoke all on function tenancy.resolve_host(text) from public;
grant execute on function tenancy.resolve_host(text) to portal_group;

-- The console's staff sign in at a network that they name by its code.
create or replace function tenancy.resolve_network(p_code text)
  returns table (network_id integer, code text, name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.network_id, n.code, n.name from tenancy.network n where n.code = p_code and n.status = 'active'
$$;
alter function tenancy.resolve_network(text) owner to resolver_owner;
revoke all on function tenancy.resolve_network(text) from public;
grant execute on function tenancy.resolve_network(text) to network_group;

revoke create on schema tenancy from resolver_owner;
