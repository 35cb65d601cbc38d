-- Why:   Dates that wait for a payment stayed in a schedule that is over when their subscription took another rhythm, and could be changed no more. They come along
--        now as every date that waits does. That they stood in a schedule is kept: when the account pays, the last of them is made and covers the others, which what was
--        ordered beside the schedule never does. Those that wait already are brought there once.
-- Locks: subscriptions.occurrence for a column with a constant default (no rewrite), and with subscriptions.subscription for as long as the few rows are found and written.
-- Undo:  alter table subscriptions.occurrence drop column came_along; where a waiting date stands is as good as where it stood.
alter table subscriptions.occurrence add column came_along boolean not null default false;
alter table subscriptions.occurrence no force row level security;
alter table subscriptions.subscription no force row level security;
update subscriptions.occurrence o set schedule_version = w.version, n = w.n, came_along = o.n >= 0
  from (select c.network_id, c.tenant_id, c.account_id, c.occurrence_id, s.schedule_version as version,
               least(0, (select min(x.n) from subscriptions.occurrence x where (x.network_id, x.tenant_id, x.account_id, x.subscription_id) = (c.network_id, c.tenant_id, c.account_id, c.subscription_id)))
                 - row_number() over (partition by c.network_id, c.tenant_id, c.account_id, c.subscription_id order by c.due_on, c.occurrence_id) as n
          from subscriptions.occurrence c
          join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (c.network_id, c.tenant_id, c.account_id, c.subscription_id)
         where c.schedule_version < s.schedule_version and c.order_id is null and s.status <> 'ended' and c.status = 'held' and c.hold_code in ('payment', 'credit')) w
 where (o.network_id, o.tenant_id, o.account_id, o.occurrence_id) = (w.network_id, w.tenant_id, w.account_id, w.occurrence_id);
alter table subscriptions.subscription force row level security;
alter table subscriptions.occurrence force row level security;
