-- Why:   A seller's rate of a country was charged on all that goes there, whether the seller is registered there or not. Who is registered where is the law's own
--        question: each legal entity (a partner's tenant, 0 for the distributor) keeps its registrations by days, and what is sold keeps how it was treated and why.
--        Every legal entity is registered where it keeps a rate today, and the distributor where it has a number, so that all charge what they charged.
-- Locks: the rates, their tenants and the distributor's profile for as long as one row per place is written; columns without a default or with none, which rewrite nothing.
-- Undo:  drop table pricing.tax_registration; drop the columns that are added here.

-- local: registered with the place's own authority; region '' is the whole country with its regions. oss: the Union's one-stop shop for sales to consumers in
-- other member states, with the member state that it is registered in. A registration is ended, and its number put right, but never moved: documents were written under it.
create table pricing.tax_registration (
  network_id integer not null references tenancy.network (network_id),
  tenant_id  integer not null,
  kind       text collate "C" not null check (kind in ('local', 'oss')),
  country    text collate "C" not null check (country ~ '^[A-Z]{2}$'),
  region     text collate "C" not null default '',
  valid_from date not null,
  valid_to   date check (valid_to >= valid_from),
  number     text not null default '',
  primary key (network_id, tenant_id, kind, country, region, valid_from),
  check (kind = 'local' or region = '')
);
select ctx.wall('pricing.tax_registration', 'tenant');
grant select, insert on pricing.tax_registration to portal_group, network_group, worker_group;
grant update (valid_to, number) on pricing.tax_registration to portal_group, network_group, worker_group;
-- A customer's session reads what its cart is taxed by, and writes nothing.
create policy staff_insert on pricing.tax_registration as restrictive for insert to portal_group with check (ctx.account_id() is null);
create policy staff_update on pricing.tax_registration as restrictive for update to portal_group using (ctx.account_id() is null);

-- A supply to a partner is settled inside the partner's tenant, by where the distributor is registered.
create policy worker_distributor on pricing.tax_registration for select to worker_group using (network_id = ctx.network_id() and tenant_id = 0);

alter table pricing.tax_rate no force row level security;
alter table pricing.local_tax_rate no force row level security;
alter table pricing.tax_registration no force row level security;
alter table settlement.tax_profile no force row level security;
alter table tenancy.tenant no force row level security;
insert into pricing.tax_registration (network_id, tenant_id, kind, country, region, valid_from, number)
select k.network_id, k.tenant_id, 'local', k.country, k.region, min(k.valid_from), case when k.country = t.country then coalesce(t.tax_id, '') else '' end
  from (select network_id, tenant_id, country, region, valid_from, percent from pricing.tax_rate union all select network_id, tenant_id, country, region, valid_from, percent from pricing.local_tax_rate) k
  join tenancy.tenant t on (t.network_id, t.tenant_id) = (k.network_id, k.tenant_id)
 group by k.network_id, k.tenant_id, k.country, k.region, t.country, t.tax_id
-- A country without a rate of its own whose regions have theirs (the United States) is no authority that anybody registers with.
having k.region <> '' or max(k.percent) > 0 or not exists (select from pricing.tax_rate r where (r.network_id, r.tenant_id, r.country) = (k.network_id, k.tenant_id, k.country) and r.region <> '');
insert into pricing.tax_registration (network_id, tenant_id, kind, country, region, valid_from, number)
select p.network_id, 0, 'local', n.key, '', date '2020-01-01', n.value
  from (select distinct on (network_id) network_id, numbers from settlement.tax_profile order by network_id, version desc) p cross join lateral jsonb_each_text(p.numbers) n
 where n.value <> '';
alter table tenancy.tenant force row level security;
alter table settlement.tax_profile force row level security;
alter table pricing.tax_registration force row level security;
alter table pricing.local_tax_rate force row level security;
alter table pricing.tax_rate force row level security;

-- Who imports what crosses a customs border: the seller, duty paid (ddp), or the buyer (dap). Null is the tenant's default, in its settings.
alter table tenancy.account add column delivery_terms text collate "C" check (delivery_terms in ('dap', 'ddp'));

-- How a line is taxed and why: the treatment, the delivery terms, and whose rates its own is made of. Null is from before it was kept.
alter table ordering.order_line add column tax_basis jsonb check (jsonb_typeof(tax_basis) = 'object');
alter table billing.invoice_line add column tax_treatment text collate "C" check (tax_treatment in ('taxed', 'home_rate', 'one_stop_shop', 'exempt', 'intra_community', 'export', 'unregistered'));
alter table billing.invoice_tax add column tax_treatment text collate "C" check (tax_treatment in ('taxed', 'home_rate', 'one_stop_shop', 'exempt', 'intra_community', 'export', 'unregistered'));
alter table billing.credit_note_tax add column tax_treatment text collate "C" check (tax_treatment in ('taxed', 'home_rate', 'one_stop_shop', 'exempt', 'intra_community', 'export', 'unregistered'));
alter table billing.invoice add column delivery_terms text collate "C" check (delivery_terms in ('dap', 'ddp'));
