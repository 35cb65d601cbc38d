-- Why:   a supply to a partner is a taxable supply between two businesses, and so is the platform's service that a commission pays for. An entry keeps how it
--        was treated, under whose law and at which rate, what the distributor charges and what the partner accounts for itself; what was
--        recorded before keeps no treatment, as it had none. A statement keeps the sums per rate and both sides' names and numbers as they were at its issue.
-- Locks: settlement.entry, pending_entry, statement_line and statement for an instant each: columns with constant defaults, checks that are validated after.
-- Undo:  drop table settlement.tax_profile; alter table settlement.entry drop column tax_treatment, drop column tax_jurisdiction, drop column tax_percent,
--        drop column tax_minor, drop column accounted_minor; alter table settlement.pending_entry drop column tax_minor; alter table settlement.statement_line
--        drop column tax_minor; alter table settlement.statement drop column taxes, drop column parties;

-- Who the distributor is by law, by version: an invoice names it, and it charges tax in the countries that it has a number in.
create table settlement.tax_profile (
  network_id integer not null references tenancy.network (network_id),
  version    integer not null check (version > 0),
  legal_name text not null,
  address    jsonb not null,
  country    text collate "C" not null check (country ~ '^[A-Z]{2}$'),
  -- Its tax number in each country where it is registered.
  numbers    jsonb not null check (jsonb_typeof(numbers) = 'object'),
  actor      jsonb not null,
  created_at timestamptz not null,
  primary key (network_id, version)
);
select ctx.wall('settlement.tax_profile', 'network', true);
grant select on settlement.tax_profile to portal_group, worker_group;
grant select, insert on settlement.tax_profile to network_group;

alter table settlement.entry
  add column tax_treatment    text collate "C",
  add column tax_jurisdiction text collate "C",
  add column tax_percent      numeric(9, 4),
  -- What the distributor charges on top of the amount, and what the partner owes its own authority instead.
  add column tax_minor        bigint not null default 0,
  add column accounted_minor  bigint not null default 0;
alter table settlement.entry
  add constraint entry_tax_treatment check (tax_treatment in ('taxed', 'intra_community', 'reverse_charge', 'export', 'resale', 'outside_scope', 'unregistered')) not valid,
  add constraint entry_tax_whole check ((tax_treatment is null) = (tax_percent is null) and (tax_treatment is null) = (tax_jurisdiction is null)) not valid,
  add constraint entry_tax_charged check (tax_minor = 0 or tax_treatment = 'taxed') not valid,
  add constraint entry_tax_accounted check (accounted_minor = 0 or tax_treatment in ('intra_community', 'reverse_charge')) not valid;
alter table settlement.entry validate constraint entry_tax_treatment;
alter table settlement.entry validate constraint entry_tax_whole;
alter table settlement.entry validate constraint entry_tax_charged;
alter table settlement.entry validate constraint entry_tax_accounted;

alter table settlement.pending_entry add column tax_minor bigint not null default 0;
alter table settlement.statement_line add column tax_minor bigint not null default 0;

-- total_minor and adjusted_minor are what is to be paid: with the tax.
alter table settlement.statement
  add column taxes   jsonb not null default '[]',
  add column parties jsonb;
