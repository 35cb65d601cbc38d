-- Why: orders, quotes and price ceilings rounded tax by line whatever the tenant's invoices did, so an invoice could ask a cent more than was agreed. How tax is
--      rounded is the legal entity's own, where ordering and billing both read it; an order keeps what it was submitted with, and whose rate each line is taxed at,
--      because a rate that is rounded once is rounded by jurisdiction.
-- Locks: columns with constant defaults rewrite nothing; one small table is updated, with row security off for it and what it is read from; a column is dropped.
-- Undo: add billing.profile.tax_rounding again and fill it from tenancy.tenant; drop the three columns.
alter table tenancy.tenant add column tax_rounding text collate "C" not null default 'per_line' check (tax_rounding in ('per_line', 'per_invoice'));
grant update (tax_rounding) on tenancy.tenant to portal_group;
alter table tenancy.tenant no force row level security;
alter table billing.profile no force row level security;
update tenancy.tenant t set tax_rounding = p.tax_rounding from billing.profile p where (p.network_id, p.tenant_id) = (t.network_id, t.tenant_id) and p.tax_rounding <> t.tax_rounding;
alter table billing.profile force row level security;
alter table tenancy.tenant force row level security;
alter table billing.profile drop column tax_rounding;

-- What was submitted before was rounded by line.
alter table ordering.order add column tax_rounding text collate "C" not null default 'per_line' check (tax_rounding in ('per_line', 'per_invoice'));
alter table ordering.order_line add column tax_jurisdiction text collate "C" not null default '';
