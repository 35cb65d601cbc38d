-- Why:   who imports is agreed for a buyer, but one with sites on both sides of a customs border agrees on it for each: an address may say it, and then it
--        decides before what the account and the seller say.
-- Locks: tenancy.address for an instant: a column without a default, and a check that no row can fail.
-- Undo:  alter table tenancy.address drop column delivery_terms;
alter table tenancy.address add column delivery_terms text collate "C" check (delivery_terms in ('dap', 'ddp'));
