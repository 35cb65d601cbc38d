-- Why:   who gets scarce stock first is the distributor's decision, written down and versioned; and it may be decided by whether an order
--        came of a subscription, which the order therefore says itself.
-- Locks: ordering.order for a column with a constant default, without a rewrite; then the orders that came of subscriptions are written once.
--        Row security is off on two tables for that one statement, because their owner is held by it like everybody else.
-- Undo:  drop table ordering.allocation_policy; alter table ordering.order drop column standing.
alter table ordering.order add column standing boolean not null default false;
grant select (standing) on ordering.order to network_group;

alter table ordering.order no force row level security;
alter table subscriptions.occurrence no force row level security;
update ordering.order o set standing = true from subscriptions.occurrence c
 where (c.network_id, c.tenant_id, c.account_id, c.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id);
alter table subscriptions.occurrence force row level security;
alter table ordering.order force row level security;

-- Append-only: the highest version counts, the others say what counted before, and who decided it. Without a row, the promise decides.
create table ordering.allocation_policy (
  network_id   integer not null,
  version      integer not null check (version > 0),
  policy       jsonb not null,
  reason       text not null check (reason <> ''),
  created_by   jsonb not null,
  created_at   timestamptz not null,
  primary key (network_id, version),
  foreign key (network_id) references tenancy.network (network_id)
);
select ctx.wall('ordering.allocation_policy', 'network');
drop policy portal on ordering.allocation_policy;
grant select, insert on ordering.allocation_policy to network_group;
grant select on ordering.allocation_policy to worker_group;
