-- Why:   a journal is written whole or not at all, by whoever's verb makes its document: also in the session of a customer who
--        may not read the books, and in both ledgers of a partner's supply at once. So one narrow door writes it, as a role that
--        cannot sign in: heads, lines and balances in one statement, in the caller's own network; a portal in its own tenant, the
--        distributor's staff in the distributor's books, the worker in any. The month is chosen here, under a lock that
--        closing waits for, so a closed month cannot even be asked for.
grant create on schema ledger to announcer_owner;

create or replace function ledger.minor_digits(p_currency text) returns integer language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select case when p_currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 0
              when p_currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
              when p_currency in ('CLF', 'UYW') then 4 else 2 end
$$;
grant execute on function ledger.minor_digits(text) to portal_group, network_group, worker_group, announcer_owner;

create or replace function ledger.chart() returns table (role text, code text, kind text) language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  values ('cash', '1000', 'asset'), ('cash_in_transit', '1050', 'asset'), ('receivable', '1200', 'asset'), ('partner_receivable', '1250', 'asset'),
         ('inventory', '1300', 'asset'), ('tax_recoverable', '1400', 'asset'),
         ('payable_to_distributor', '2000', 'liability'), ('payable_to_partner', '2050', 'liability'), ('tax_payable', '2200', 'liability'),
         ('deferred_revenue', '2300', 'liability'), ('customer_credit', '2400', 'liability'),
         ('revenue', '4000', 'income'), ('supply_revenue', '4100', 'income'), ('commission_income', '4200', 'income'),
         ('exchange_gain_realised', '4800', 'income'), ('exchange_gain_unrealised', '4810', 'income'), ('rounding', '4900', 'income'),
         ('cost_of_goods', '5000', 'expense'), ('commission', '5200', 'expense'), ('discount_allowed', '5300', 'expense'), ('bad_debt', '5400', 'expense'),
         ('payment_fee', '5500', 'expense'), ('adjustment', '5600', 'expense'), ('exchange_loss_realised', '5800', 'expense'), ('exchange_loss_unrealised', '5810', 'expense')
$$;
grant execute on function ledger.chart() to portal_group, network_group, worker_group, announcer_owner;

-- The rate of a day: the latest that was set until then, or the reciprocal of the opposite one. null: nobody ever said.
create or replace function ledger.rate_on(p_from text, p_to text, p_on date) returns numeric language sql stable
  set search_path = pg_catalog, pg_temp as $$
  select case when p_from = p_to then 1::numeric else coalesce(
    (select r.rate from ledger.exchange_rate r where r.network_id = ctx.network_id() and r.from_currency = p_from and r.to_currency = p_to and r.effective_on <= p_on order by r.effective_on desc limit 1),
    (select round(1 / r.rate, 12) from ledger.exchange_rate r where r.network_id = ctx.network_id() and r.from_currency = p_to and r.to_currency = p_from and r.effective_on <= p_on order by r.effective_on desc limit 1)) end
$$;
grant execute on function ledger.rate_on(text, text, date) to portal_group, network_group, worker_group, announcer_owner;

-- Opens the books of one entity with its chart; again, it adds what the chart has gained.
create or replace function ledger.open_books(p_tenant integer) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  in_network constant integer := ctx.network_id();
begin
  insert into ledger.entity (network_id, tenant_id, base_currency, base_digits, zone)
  select in_network, p_tenant, own.currency, ledger.minor_digits(own.currency), own.zone
    from (select t.currency, t.zone from tenancy.tenant t where t.network_id = in_network and t.tenant_id = p_tenant
          union all select n.currency, n.zone from tenancy.network n where n.network_id = in_network and p_tenant = 0) own
  on conflict do nothing;
  insert into ledger.account (network_id, tenant_id, account_key, role, code, kind)
  select in_network, p_tenant, c.role, c.role, c.code, c.kind from ledger.chart() c order by c.role
  on conflict do nothing;
end $$;
alter function ledger.open_books(integer) owner to announcer_owner;
revoke all on function ledger.open_books(integer) from public;
grant execute on function ledger.open_books(integer) to worker_group;

-- The day on which the books of the caller's tenant take what is of a day: that one, or the first open one after it. Who writes a document's facts asks before
-- its journal is posted; closing waits from then on, so both have the same day.
create or replace function ledger.first_open_day(p_on date) returns date
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  closed date;
begin
  select e.closed_through into closed from ledger.entity e where e.network_id = ctx.network_id() and e.tenant_id = ctx.tenant_id() for share;
  return greatest(p_on, closed + 1);
end $$;
alter function ledger.first_open_day(date) owner to announcer_owner;
revoke all on function ledger.first_open_day(date) from public;
grant execute on function ledger.first_open_day(date) to portal_group, worker_group;

-- p_journals: [{tenantId, journalId, businessKey, documentKind, documentId, documentNumber, documentOn, currency, rate?, memo, reversesId?,
-- rateOf?, exchange?, actor, traceId, recordedAt, lines: [{role, tax?: {country, region, percent}, amount, base?, settles?, pooled?, customerId?, partnerId?}]}].
-- rateOf names the journal whose rate counts. In a foreign currency a line that settles parts of earlier journals, [{key, role, before, amount}],
-- is carried at what those parts stand at: counted from the whole, so that the parts of a journal's line add up to it. One that is pooled
-- draws on what its customer has on the account, at the average of that; pooled is what this call drew from it before.
-- Amounts are minor units as text, a debit above zero and a credit below. Lines without a base amount share the converted
-- amount by largest remainder; where some come with their own, the rest is an exchange difference, realised or not.
-- Answers for each key its journal, and whether this call posted it. SQLSTATE LG001: no rate is known. LG002: not the caller's books.
create or replace function ledger.post(p_journals jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  in_network constant integer := ctx.network_id();
  in_slot    smallint;
  is_ours    boolean;
  entities   integer[];
  missing    text;
begin
  select array_agg(t order by t) into entities from (select distinct (j ->> 'tenantId')::integer as t from jsonb_array_elements(p_journals) j) asked;
  if in_network is null or entities is null or (not pg_has_role(session_user, 'worker_group', 'member')
      and entities is distinct from array[case when pg_has_role(session_user, 'network_group', 'member') then 0 else ctx.tenant_id() end]) then
    raise exception 'these are not the books of the caller' using errcode = 'LG002';
  end if;
  perform ledger.open_books(t) from unnest(entities) t
    where not exists (select from ledger.entity e where e.network_id = in_network and e.tenant_id = t);
  -- Closing waits for this lock, and this waits for closing.
  perform 1 from ledger.entity e where e.network_id = in_network and e.tenant_id = any (entities) order by e.tenant_id for share;
  select j ->> 'currency' || ' ' || e.base_currency || ' ' || (j ->> 'documentOn') into missing
    from jsonb_array_elements(p_journals) j
    join ledger.entity e on e.network_id = in_network and e.tenant_id = (j ->> 'tenantId')::integer
   where j ->> 'rate' is null and ledger.rate_on(j ->> 'currency', e.base_currency, (j ->> 'documentOn')::date) is null limit 1;
  if missing is not null then
    raise exception '%', missing using errcode = 'LG001';
  end if;

  -- Accounts of a tax's rate and jurisdiction, and of roles that the chart gained since the books were opened.
  insert into ledger.account (network_id, tenant_id, account_key, role, code, kind, tax_country, tax_region, tax_percent)
  select distinct in_network, (j ->> 'tenantId')::integer, c.role || w.suffix, c.role, c.code || replace(w.suffix, ':', '-'), c.kind,
         l -> 'tax' ->> 'country', l -> 'tax' ->> 'region', (l -> 'tax' ->> 'percent')::numeric
    from jsonb_array_elements(p_journals) j, jsonb_array_elements(j -> 'lines') l, ledger.chart() c,
         lateral (select coalesce(':' || (l -> 'tax' ->> 'country') || coalesce('-' || nullif(l -> 'tax' ->> 'region', ''), '') || ':' || trim_scale((l -> 'tax' ->> 'percent')::numeric)::text, '') as suffix) w
   where c.role = l ->> 'role'
     and not exists (select from ledger.account a where a.network_id = in_network and a.tenant_id = (j ->> 'tenantId')::integer and a.account_key = c.role || w.suffix)
   order by 2, 3
  on conflict do nothing;

  -- A slot that nobody else writes into until they are through: who posts twice in one transaction holds balances while it wants others,
  -- and two of them would wait for each other. Where all sixteen are taken, whoever has none yet waits for one.
  for n in 0..15 loop
    in_slot := (pg_backend_pid() + n) % 16;
    select bool_and(pg_try_advisory_xact_lock(hashtextextended(format('ledger.balance %s %s %s', in_network, t, in_slot), 0))) into is_ours from unnest(entities) t;
    exit when is_ours;
  end loop;
  if not is_ours then
    perform pg_advisory_xact_lock(hashtextextended(format('ledger.balance %s %s %s', in_network, t, in_slot), 0)) from unnest(entities) t;
  end if;

  with asked as materialized (
    select o.ord, o.j, (o.j ->> 'tenantId')::integer as tenant_id, (o.j ->> 'journalId')::uuid as journal_id, (o.j ->> 'documentOn')::date as document_on,
           greatest((o.j ->> 'documentOn')::date, e.closed_through + 1) as posted_on, o.j ->> 'currency' as currency,
           o.j ->> 'currency' <> e.base_currency as abroad,
           coalesce((o.j ->> 'rate')::numeric, (select y.rate from ledger.journal y where y.network_id = in_network and y.tenant_id = e.tenant_id and y.business_key = o.j ->> 'rateOf' and y.currency = o.j ->> 'currency'),
             ledger.rate_on(o.j ->> 'currency', e.base_currency, (o.j ->> 'documentOn')::date)) as rate,
           power(10::numeric, e.base_digits - ledger.minor_digits(o.j ->> 'currency')) as shift
      from jsonb_array_elements(p_journals) with ordinality o (j, ord)
      join ledger.entity e on e.network_id = in_network and e.tenant_id = (o.j ->> 'tenantId')::integer
  ), entry as (
    select a.ord, l.n,
           (l.v ->> 'role') || coalesce(':' || (l.v -> 'tax' ->> 'country') || coalesce('-' || nullif(l.v -> 'tax' ->> 'region', ''), '') || ':' || trim_scale((l.v -> 'tax' ->> 'percent')::numeric)::text, '') as account_key,
           (l.v ->> 'amount')::bigint as amount,
           coalesce((l.v ->> 'base')::bigint, case
             when a.abroad and l.v ->> 'settles' is not null then (
               select case when count(*) = count(x.minor) then sign((l.v ->> 'amount')::bigint) * sum(abs(round(x.base * (s.before + s.amount) / x.minor) - round(x.base * s.before / x.minor))) end
                 from jsonb_to_recordset(l.v -> 'settles') s (key text, role text, before numeric, amount numeric)
                 left join lateral (
                   select nullif(sum(t.amount_minor), 0) as minor, sum(t.base_minor) as base from ledger.journal y
                     join ledger.journal_line t on (t.network_id, t.tenant_id, t.journal_id) = (y.network_id, y.tenant_id, y.journal_id) and t.account_key = s.role
                    where y.network_id = in_network and y.tenant_id = a.tenant_id and y.business_key = s.key and y.currency = a.currency) x on true)
             when a.abroad and l.v ->> 'pooled' is not null then (
               select sign((l.v ->> 'amount')::bigint) * abs(round(x.base * ((l.v ->> 'pooled')::numeric + abs((l.v ->> 'amount')::bigint)) / x.minor) - round(x.base * (l.v ->> 'pooled')::numeric / x.minor))
                 from (select nullif(abs(sum(t.amount_minor)), 0) as minor, abs(sum(t.base_minor)) as base from ledger.journal_line t
                        where t.network_id = in_network and t.tenant_id = a.tenant_id and t.account_key = l.v ->> 'role' and t.currency = a.currency and t.customer_id = (l.v ->> 'customerId')::uuid) x)
           end)::bigint as carried, (l.v ->> 'amount')::bigint * a.rate * a.shift as exact,
           (l.v ->> 'customerId')::uuid as customer_id, (l.v ->> 'partnerId')::integer as partner_id
      from asked a, jsonb_array_elements(a.j -> 'lines') with ordinality l (v, n)
  ), measured as (
    select e.*, coalesce(e.carried, round(e.exact)) as base, sum(coalesce(e.carried, round(e.exact))) over w as excess, bool_or(e.carried is not null) over w as carries
      from entry e window w as (partition by e.ord)
  ), ranked as (
    select m.*, row_number() over (partition by m.ord order by sign(m.excess) * (m.exact - m.base), m.n) as rank from measured m
  ), settled as (
    select r.ord, r.n, r.account_key, r.amount, (case when not r.carries and r.rank <= abs(r.excess) then r.base - sign(r.excess) else r.base end)::bigint as base, r.customer_id, r.partner_id
      from ranked r
    union all
    select m.ord, max(m.n) + 1, 'exchange_' || case when max(m.excess) > 0 then 'gain' else 'loss' end || '_' || coalesce(max(a.j ->> 'exchange'), 'realised'), 0, -max(m.excess)::bigint, null, null
      from measured m join asked a on a.ord = m.ord where m.carries and m.excess <> 0 group by m.ord
  ), numbered as (
    select s.*, row_number() over w as position, count(*) over (partition by s.ord) as line_count, sum(s.amount) over w as sum_minor, sum(s.base) over w as sum_base
      from settled s where s.amount <> 0 or s.base <> 0
    window w as (partition by s.ord order by s.n rows unbounded preceding)
  ), headed as (
    insert into ledger.journal (network_id, tenant_id, journal_id, business_key, document_kind, document_id, document_number, document_on, posted_on, currency, rate, line_count, memo, reverses_id, actor, trace_id, recorded_at)
    select in_network, a.tenant_id, a.journal_id, a.j ->> 'businessKey', a.j ->> 'documentKind', a.j ->> 'documentId', a.j ->> 'documentNumber', a.document_on, a.posted_on, a.currency, a.rate,
           (select count(*) from numbered n where n.ord = a.ord), a.j ->> 'memo', (a.j ->> 'reversesId')::uuid, a.j -> 'actor', a.j ->> 'traceId', (a.j ->> 'recordedAt')::timestamptz
      from asked a order by a.tenant_id, a.j ->> 'businessKey'
    on conflict (network_id, tenant_id, business_key) do nothing
    returning tenant_id, journal_id
  ), written as materialized (
    select a.tenant_id, a.journal_id, a.posted_on, a.currency, n.position, n.line_count, n.account_key, n.amount, n.base, n.sum_minor, n.sum_base, n.customer_id, n.partner_id
      from numbered n join asked a on a.ord = n.ord join headed h on h.tenant_id = a.tenant_id and h.journal_id = a.journal_id
  ), lined as (
    insert into ledger.journal_line (network_id, tenant_id, journal_id, position, line_count, posted_on, currency, account_key, amount_minor, base_minor, sum_minor, sum_base, customer_id, partner_id)
    select in_network, w.tenant_id, w.journal_id, w.position, w.line_count, w.posted_on, w.currency, w.account_key, w.amount, w.base, w.sum_minor, w.sum_base, w.customer_id, w.partner_id from written w
  )
  insert into ledger.balance as b (network_id, tenant_id, account_key, period, currency, slot, debit_minor, credit_minor, debit_base, credit_base)
  select in_network, w.tenant_id, w.account_key, w.posted_on - (extract(day from w.posted_on)::integer - 1), w.currency, in_slot,
         sum(greatest(w.amount, 0)), sum(greatest(-w.amount, 0)), sum(greatest(w.base, 0)), sum(greatest(-w.base, 0))
    from written w group by 2, 3, 4, 5 order by 2, 3, 4, 5
  on conflict (network_id, tenant_id, account_key, period, currency, slot) do update
    set debit_minor = b.debit_minor + excluded.debit_minor, credit_minor = b.credit_minor + excluded.credit_minor,
        debit_base = b.debit_base + excluded.debit_base, credit_base = b.credit_base + excluded.credit_base;

  return (select jsonb_agg(jsonb_build_object('journalId', x.journal_id, 'businessKey', x.business_key, 'postedOn', x.posted_on, 'rate', trim_scale(x.rate)::text, 'posted', x.journal_id = (j ->> 'journalId')::uuid) order by o.ord)
            from jsonb_array_elements(p_journals) with ordinality o (j, ord)
            join ledger.journal x on x.network_id = in_network and x.tenant_id = (j ->> 'tenantId')::integer and x.business_key = j ->> 'businessKey');
end $$;
alter function ledger.post(jsonb) owner to announcer_owner;
revoke all on function ledger.post(jsonb) from public;
grant execute on function ledger.post(jsonb) to portal_group, network_group, worker_group;

revoke create on schema ledger from announcer_owner;
