-- Why:   A seller answers for the rates that it charges, so a partner's finance keeps its own. What the distributor supplies is taxed at the law's rates too, and they may
--        not be the buyer's to say: the distributor keeps its own where it wants to, and settlement, which works inside the partner's tenant, reads those first.
--        A statement names the distributor's tax numbers, which are its registrations of its own day, when it is issued.
-- Locks: pricing.tax_rate and pricing.local_tax_rate for as long as the rates are read once.
-- Undo:  drop the policies that are made here; revoke insert, update on pricing.tax_rate, pricing.local_tax_rate from portal_group, and select (zone) on tenancy.network; put the foreign keys to tenancy.tenant back.
-- The distributor's rows have tenant 0, which is no row of tenancy.tenant.
alter table pricing.tax_rate drop constraint tax_rate_network_id_tenant_id_fkey, add foreign key (network_id) references tenancy.network (network_id);
alter table pricing.local_tax_rate drop constraint local_tax_rate_network_id_tenant_id_fkey, add foreign key (network_id) references tenancy.network (network_id);

grant insert, update (valid_to, label, percent) on pricing.tax_rate to portal_group;
grant insert, update (valid_to, label, percent) on pricing.local_tax_rate to portal_group;
-- A customer's session reads what its cart is taxed by, and writes nothing.
create policy staff_insert on pricing.tax_rate as restrictive for insert to portal_group with check (ctx.account_id() is null);
create policy staff_update on pricing.tax_rate as restrictive for update to portal_group using (ctx.account_id() is null);
create policy staff_insert on pricing.local_tax_rate as restrictive for insert to portal_group with check (ctx.account_id() is null);
create policy staff_update on pricing.local_tax_rate as restrictive for update to portal_group using (ctx.account_id() is null);

create policy worker_distributor on pricing.tax_rate for select to worker_group using (network_id = ctx.network_id() and tenant_id = 0);
create policy worker_distributor on pricing.local_tax_rate for select to worker_group using (network_id = ctx.network_id() and tenant_id = 0);
-- Its papers ask which day it is at the distributor's.
grant select (zone) on tenancy.network to portal_group;
