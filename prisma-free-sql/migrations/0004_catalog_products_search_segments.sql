-- Why:   one product master per network; a tenant's catalogue is a handful of rules over it, never a copy.
--        Every column that a query filters on is plain text in the C collation: behind row security only
--        leakproof operators can use an index.
-- Locks: none; everything is new.
-- Undo:  drop schema catalog cascade;
create schema catalog;
grant usage on schema catalog to portal_group, network_group, worker_group, platform_group;

create table catalog.category (
  network_id  integer not null,
  category_id uuid not null,
  parent_id   uuid,
  code        text collate "C" not null,
  -- Codes from the root down, each closed by a full stop, so that a subtree is a prefix: 'dental.gloves.'
  path        text collate "C" not null,
  names       jsonb not null,
  position    integer not null default 0,
  primary key (network_id, category_id),
  unique (network_id, code),
  unique (network_id, path),
  foreign key (network_id, parent_id) references catalog.category (network_id, category_id)
);
select ctx.wall('catalog.category', 'network');
grant select on catalog.category to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.category to network_group, worker_group;

create table catalog.product (
  network_id    integer not null,
  product_id    uuid not null,
  sku           text not null,
  sku_norm      text collate "C" not null,
  mpn           text,
  mpn_norm      text collate "C",
  gtin          text collate "C",
  brand         text not null default '',
  brand_norm    text collate "C" generated always as (lower(brand)) stored,
  names         jsonb not null,
  descriptions  jsonb not null default '{}',
  category_id   uuid not null,
  category_path text collate "C" not null,
  base_unit     text collate "C" not null,
  tax_category  text collate "C" not null default 'standard',
  status        text collate "C" not null default 'active' check (status in ('draft', 'active', 'run_out', 'discontinued')),
  successor_id  uuid,
  attributes    jsonb not null default '{}',
  hs_code       text,
  weight_grams  integer,
  origin        text,
  lot_tracked   boolean not null default false,
  popularity    integer not null default 0,
  version       integer not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  -- What a buyer may see is decided from the key alone: entitlement and status cost no visit to the table.
  primary key (network_id, product_id) include (category_path, brand_norm, status),
  unique (network_id, sku_norm),
  check (successor_id <> product_id),
  foreign key (network_id, category_id) references catalog.category (network_id, category_id),
  foreign key (network_id, successor_id) references catalog.product (network_id, product_id)
);
create index product_browse on catalog.product (network_id, popularity desc, sku_norm) where status in ('active', 'run_out');
create index product_category on catalog.product (network_id, category_path, brand_norm) include (product_id, popularity, sku_norm, status) where status in ('active', 'run_out');
create index product_brand on catalog.product (network_id, brand_norm, popularity desc, sku_norm) where status in ('active', 'run_out');
create index product_mpn on catalog.product (network_id, mpn_norm) where mpn_norm is not null;
create index product_gtin on catalog.product (network_id, gtin) where gtin is not null;
create index product_successor on catalog.product (network_id, successor_id) where successor_id is not null;
create index product_of_category on catalog.product (network_id, category_id);
select ctx.wall('catalog.product', 'network');
grant select on catalog.product to portal_group, network_group, worker_group;
grant insert, update on catalog.product to network_group, worker_group;

-- Each unit that a product is kept or sold in; factor says how many base units it holds.
create table catalog.product_unit (
  network_id integer not null,
  product_id uuid not null,
  unit       text collate "C" not null,
  factor     numeric(18, 6) not null check (factor > 0),
  gtin       text collate "C",
  minimum    numeric(18, 6) not null default 1 check (minimum > 0),
  step       numeric(18, 6) not null default 1 check (step > 0),
  sellable   boolean not null default true,
  position   integer not null default 0,
  primary key (network_id, product_id, unit),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id)
);
create index product_unit_gtin on catalog.product_unit (network_id, gtin) where gtin is not null;
select ctx.wall('catalog.product_unit', 'network');
grant select on catalog.product_unit to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.product_unit to network_group, worker_group;

create table catalog.product_alternative (
  network_id     integer not null,
  product_id     uuid not null,
  alternative_id uuid not null,
  rank           integer not null default 0,
  reason         text not null default 'equivalent',
  primary key (network_id, product_id, alternative_id),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id),
  foreign key (network_id, alternative_id) references catalog.product (network_id, product_id)
);
select ctx.wall('catalog.product_alternative', 'network');
grant select on catalog.product_alternative to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.product_alternative to network_group, worker_group;

-- The term table: what a product is found by, once per term, under the strongest field that carries it.
-- grade 1: own number, 2: maker's number or GTIN, 3: brand or name, 4: category, attribute or part of a number.
-- popularity is the product's, copied here so that the best products of a term are the first rows of one index.
create table catalog.search_term (
  network_id integer not null,
  product_id uuid not null,
  term       text collate "C" not null,
  grade      smallint not null check (grade between 1 and 4),
  popularity integer not null,
  primary key (network_id, product_id, term) include (grade),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id)
);
create index search_term_best on catalog.search_term (network_id, term, grade, popularity desc, product_id);
select ctx.wall('catalog.search_term', 'network');
grant select on catalog.search_term to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.search_term to network_group, worker_group;

-- Every term once, with the number of products that carry it: a search starts with its rarest word.
-- reach: how many letters may be left out of it in term_variant.
create table catalog.search_word (
  network_id integer not null,
  term       text collate "C" not null,
  products   integer not null check (products >= 0),
  reach      smallint not null check (reach between 0 and 2),
  primary key (network_id, term) include (products)
);
create index search_word_frequent on catalog.search_word (network_id, term) include (products) where products >= 16;
select ctx.wall('catalog.search_word', 'network');
grant select on catalog.search_word to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.search_word to network_group, worker_group;

-- Misspellings: a word with up to two letters left out (symmetric deletes), found by equality alone.
create table catalog.term_variant (
  network_id integer not null,
  variant    text collate "C" not null,
  term       text collate "C" not null,
  primary key (network_id, variant, term)
);
select ctx.wall('catalog.term_variant', 'network');
grant select on catalog.term_variant to portal_group, network_group, worker_group;
grant insert, delete on catalog.term_variant to network_group, worker_group;

-- How many live products there are per category and brand: facets of an unfiltered catalogue without counting rows.
create table catalog.facet_count (
  network_id    integer not null,
  category_path text collate "C" not null,
  brand         text not null,
  brand_norm    text collate "C" not null,
  products      integer not null check (products >= 0),
  primary key (network_id, category_path, brand_norm)
);
select ctx.wall('catalog.facet_count', 'network');
grant select on catalog.facet_count to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.facet_count to network_group, worker_group;

-- A tenant's catalogue: a product is in it when an include rule matches and no exclude rule does.
-- account_group '' means every group.
create table catalog.segment_rule (
  network_id    integer not null,
  tenant_id     integer not null,
  rule_id       uuid not null,
  effect        text collate "C" not null check (effect in ('include', 'exclude')),
  target        text collate "C" not null check (target in ('all', 'category', 'brand', 'product')),
  category_path text collate "C",
  brand_norm    text collate "C",
  product_id    uuid,
  account_group text collate "C" not null default '',
  version       integer not null default 1,
  created_at    timestamptz not null,
  primary key (network_id, tenant_id, rule_id),
  check ((target = 'category') = (category_path is not null) and (target = 'brand') = (brand_norm is not null)
     and (target = 'product') = (product_id is not null)),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id),
  foreign key (network_id, product_id) references catalog.product (network_id, product_id)
);
create unique index segment_rule_once on catalog.segment_rule
  (network_id, tenant_id, effect, target, coalesce(category_path, brand_norm, product_id::text, ''), account_group);
select ctx.wall('catalog.segment_rule', 'tenant');
grant select on catalog.segment_rule to portal_group, network_group, worker_group;
grant insert, update, delete on catalog.segment_rule to network_group, worker_group, portal_group;
