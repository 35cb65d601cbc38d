-- Why:   In the United States counties, cities and special districts put rates of their own on top of their state's. A rate of a country
--        or region stays one row that wins; those of localities stack, each wherever its postal codes (and its city) are.
-- Locks: none; everything is new.
-- Undo:  drop table pricing.local_tax_rate;

-- A postal code is in a range if it is, as far as either end goes: from '606' to '606' is every code that starts with 606, and a ZIP+4 is
-- in the range of its ZIP. city '' is every city of the range. A locality has one row per range; of the same one the later start counts.
create table pricing.local_tax_rate (
  network_id   integer not null,
  tenant_id    integer not null,
  country      text collate "C" not null,
  region       text collate "C" not null check (region <> ''),
  level        text collate "C" not null check (level in ('county', 'city', 'district')),
  locality     text collate "C" not null check (locality <> ''),
  tax_category text collate "C" not null,
  postal_from  text collate "C" not null check (postal_from ~ '^[0-9A-Z]+$'),
  postal_to    text collate "C" not null check (postal_to ~ '^[0-9A-Z]+$'),
  city         text not null default '',
  valid_from   date not null,
  valid_to     date check (valid_to >= valid_from),
  label        text not null,
  percent      numeric(9, 4) not null check (percent >= 0 and percent < 100),
  primary key (network_id, tenant_id, country, region, tax_category, level, locality, postal_from, postal_to, city, valid_from),
  check (length(postal_from) = length(postal_to) and postal_from <= postal_to),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('pricing.local_tax_rate', 'tenant');
grant select on pricing.local_tax_rate to portal_group, network_group, worker_group;
grant insert, update, delete on pricing.local_tax_rate to worker_group, network_group;
