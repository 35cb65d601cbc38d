-- Why:   who pays by card is warned before it expires, thirty and seven days before, once each. A card that its bank renewed, that was
--        added again or made the default after another was refused is as good as a new one: since when it may be charged is kept, for
--        dunning to see. And every saved method is asked about once more, so that those saved before bear their owner's mark.
-- Locks: billing.payment_method for an instant, and a row per saved method.
-- Undo:  drop table billing.method_warning; alter table billing.payment_method drop column ready_at;
alter table billing.payment_method add column ready_at timestamptz;
grant update (ready_at) on billing.payment_method to portal_group;

alter table billing.payment_method no force row level security;
update billing.payment_method set asked_at = null where asked_at is not null and detached_at is null;
alter table billing.payment_method force row level security;

create table billing.method_warning (
  network_id integer not null,
  tenant_id  integer not null,
  account_id uuid not null,
  method_id  uuid not null,
  -- The last day of its month: a renewed card has another, and is warned of anew.
  expires_on date not null,
  days       integer not null check (days in (7, 30)),
  warned_at  timestamptz not null,
  primary key (network_id, tenant_id, account_id, method_id, expires_on, days),
  foreign key (network_id, tenant_id, account_id, method_id) references billing.payment_method (network_id, tenant_id, account_id, method_id)
);
select ctx.wall('billing.method_warning', 'tenant');
grant select, insert on billing.method_warning to worker_group;
