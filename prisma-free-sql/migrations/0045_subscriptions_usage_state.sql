-- Why:   a forecast was made from all that had been measured in 400 days, again with each report. What it needs of the past is kept
--        beside the facts: so a report costs the same however long a counter has been reporting. It is derived and can be made again.
-- Locks: reports and subscriptions are read once; row security is off on the tables of this one statement, because their owner is held
--        by it like everybody else.
-- Undo:  drop table subscriptions.usage_state;
create table subscriptions.usage_state (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  subscription_id uuid not null,
  line_id      uuid not null,
  -- The last order, or the subscription's beginning: counts add up from there.
  since        timestamptz not null,
  counted      numeric(24, 6) not null check (counted >= 0),
  counted_at   timestamptz,
  -- [[milliseconds, level], ...]: each level that no later one has reached again; the last one is the latest. A few dozen at most.
  levels       jsonb not null,
  updated_at   timestamptz not null,
  primary key (network_id, tenant_id, account_id, subscription_id, line_id),
  foreign key (network_id, tenant_id, account_id, subscription_id, line_id)
    references subscriptions.subscription_line (network_id, tenant_id, account_id, subscription_id, line_id)
);
select ctx.wall('subscriptions.usage_state', 'tenant');
grant select, insert, update on subscriptions.usage_state to portal_group, worker_group;

alter table subscriptions.usage_state no force row level security;
alter table subscriptions.usage_event no force row level security;
alter table subscriptions.subscription no force row level security;
alter table subscriptions.occurrence no force row level security;
with since as (
  select s.network_id, s.tenant_id, s.account_id, s.subscription_id, date_trunc('milliseconds', coalesce(max(o.ordered_at), s.created_at)) as since
    from subscriptions.subscription s left join subscriptions.occurrence o using (network_id, tenant_id, account_id, subscription_id)
   group by s.network_id, s.tenant_id, s.account_id, s.subscription_id),
measured as (
  select e.*, w.since, case when e.late and e.recorded_at > w.since then w.since + interval '1 millisecond' else e.measured_at end as at
    from subscriptions.usage_event e join since w using (network_id, tenant_id, account_id, subscription_id)),
ranked as (
  select m.*, max(m.quantity) filter (where m.kind = 'level') over (partition by m.network_id, m.tenant_id, m.account_id, m.subscription_id, m.line_id
      order by m.at desc, m.quantity desc, m.usage_id rows between unbounded preceding and 1 preceding) as later
    from measured m),
placed as (
  select r.*, row_number() over (partition by r.network_id, r.tenant_id, r.account_id, r.subscription_id, r.line_id, r.kind = 'level' and coalesce(r.quantity > r.later, true) order by r.at desc) as place
    from ranked r)
insert into subscriptions.usage_state (network_id, tenant_id, account_id, subscription_id, line_id, since, counted, counted_at, levels, updated_at)
select network_id, tenant_id, account_id, subscription_id, line_id, since, coalesce(sum(quantity) filter (where kind = 'count' and at > since), 0), max(at) filter (where kind = 'count'),
       coalesce(jsonb_agg(jsonb_build_array(floor(extract(epoch from at) * 1000)::bigint, quantity) order by at) filter (where kind = 'level' and coalesce(quantity > later, true) and place <= 64), '[]'), max(recorded_at)
  from placed group by network_id, tenant_id, account_id, subscription_id, line_id, since;
alter table subscriptions.occurrence force row level security;
alter table subscriptions.subscription force row level security;
alter table subscriptions.usage_event force row level security;
alter table subscriptions.usage_state force row level security;
