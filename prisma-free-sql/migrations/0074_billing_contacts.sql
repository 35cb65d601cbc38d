-- Why:   the bookkeeping of a company seldom signs in. An account names addresses of its own to which its money mails go, each in its
--        language, besides the people who hold the right; what could not be delivered to one of them is kept for whoever looks.
-- Locks: none; the table is new.
-- Undo:  drop table billing.contact;
create table billing.contact (
  network_id integer not null,
  tenant_id  integer not null,
  account_id uuid not null,
  contact_id uuid not null,
  -- In lower case, so that one address stands once.
  email      text collate "C" not null check (email = lower(email)),
  name       text not null,
  locale     text collate "C" not null check (locale in ('en', 'de', 'fr')),
  receives   text collate "C" not null check (receives in ('invoices', 'reminders', 'all')),
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The last mail to it that nobody took, until one is taken again.
  failed_at  timestamptz,
  failure    text,
  primary key (network_id, tenant_id, account_id, contact_id),
  unique (network_id, tenant_id, account_id, email),
  foreign key (network_id, tenant_id, account_id) references tenancy.account (network_id, tenant_id, account_id)
);
-- By address: what became of a mail is told by its recipient.
create index contact_by_email on billing.contact (network_id, tenant_id, email);
select ctx.wall('billing.contact', 'tenant');
-- Somebody's address is forgotten when it is taken away, so it is deleted.
grant select, insert, update, delete on billing.contact to portal_group;
grant select, update (failed_at, failure) on billing.contact to worker_group;
