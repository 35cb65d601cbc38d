-- Why:   a proof that fails must say so instead of looking like last night's: it is kept as tried and not made, and the day of the last whole one stands. What
--        differed is remembered by marks, so that something new is announced though something older still stands; null was never remembered. Each night's
--        result is kept per check. Whoever operates the platform reads of each network how its books were proven, by numbers alone, and no books.
-- Locks: short; each column is added without a rewrite but tried_at, and there is one row for each set of books.
-- Undo:  drop table ledger.proof_fact, provisioning.book_proof; alter table ledger.proof drop column tried_at, drop column failed, drop column known; and proven_at not null again.
alter table ledger.proof no force row level security;
alter table ledger.proof alter column proven_at drop not null;
alter table ledger.proof add column tried_at timestamptz;
alter table ledger.proof add column failed integer not null default 0 check (failed >= 0);
alter table ledger.proof add column known jsonb check (jsonb_typeof(known) = 'object');
update ledger.proof set tried_at = proven_at;
alter table ledger.proof alter column tried_at set not null;
alter table ledger.proof force row level security;
grant update (tried_at, failed, known) on ledger.proof to worker_group;

-- One row for a set of books and night: [{check, differences, added, error?}].
create table ledger.proof_fact (
  network_id integer not null references tenancy.network (network_id),
  tenant_id  integer not null check (tenant_id >= 0),
  tried_at   timestamptz not null,
  took_ms    integer not null check (took_ms >= 0),
  checks     jsonb not null check (jsonb_typeof(checks) = 'array'),
  primary key (network_id, tenant_id, tried_at)
);
select ctx.wall('ledger.proof_fact', 'tenant', true);
create policy own_books on ledger.proof_fact as restrictive for all to network_group using (tenant_id = 0) with check (tenant_id = 0);
grant select on ledger.proof_fact to portal_group, network_group, worker_group;
grant insert on ledger.proof_fact to worker_group;

create table provisioning.book_proof (
  network_id integer not null references tenancy.network (network_id),
  tried_at   timestamptz not null,
  took_ms    integer not null check (took_ms >= 0),
  -- Sets of books: all, those that differ, and those of which something could not be proven.
  books      integer not null check (books >= 0),
  differing  integer not null check (differing between 0 and books),
  failed     integer not null check (failed between 0 and books),
  -- What kind of error it was: an SQLSTATE or a name. The log has the rest.
  error      text collate "C" not null default '',
  primary key (network_id, tried_at)
);
select ctx.wall('provisioning.book_proof', 'network', false, true);
grant select, insert on provisioning.book_proof to worker_group;
grant select on provisioning.book_proof to platform_group;
