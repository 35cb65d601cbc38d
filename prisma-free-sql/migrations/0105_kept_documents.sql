-- Why:   what somebody was given has to come back the same for ever, also when a later release draws it otherwise. So the bytes themselves are kept
--        when a document is first delivered, once per document and form, and every later delivery is those (docs/decisions/0014). They stand under the
--        SHA-256 of what they are, which the database computes itself: no row can say one thing and hold another. A PDF is deflated already, and
--        is kept as it is; text is compressed by the database as it is stored.
-- Locks: none; everything is new.
-- Undo:  drop table billing.kept_document; drop table settlement.kept_document;
create table billing.kept_document (
  network_id   integer not null,
  tenant_id    integer not null,
  account_id   uuid not null,
  document_id  uuid not null,
  form         text collate "C" not null check (form in ('pdf', 'ubl')),
  content_hash text collate "C" not null,
  bytes        bytea not null check (octet_length(bytes) between 1 and 67108864),
  kept_at      timestamptz not null,
  primary key (network_id, tenant_id, account_id, document_id, form),
  foreign key (network_id, tenant_id, account_id, document_id) references billing.document (network_id, tenant_id, account_id, document_id),
  check (content_hash = encode(sha256(bytes), 'hex'))
);
select ctx.wall('billing.kept_document', 'tenant');
-- Kept once and never changed: nobody may update or delete.
grant select, insert on billing.kept_document to portal_group, worker_group;

create table settlement.kept_document (
  network_id   integer not null,
  tenant_id    integer not null,
  statement_id uuid not null,
  form         text collate "C" not null check (form in ('pdf', 'ubl')),
  content_hash text collate "C" not null,
  bytes        bytea not null check (octet_length(bytes) between 1 and 67108864),
  kept_at      timestamptz not null,
  primary key (network_id, tenant_id, statement_id, form),
  foreign key (network_id, tenant_id, statement_id) references settlement.statement (network_id, tenant_id, statement_id),
  check (content_hash = encode(sha256(bytes), 'hex'))
);
select ctx.wall('settlement.kept_document', 'tenant', true);
create policy staff_keep on settlement.kept_document as restrictive for insert to portal_group with check (ctx.account_id() is null);
grant select, insert on settlement.kept_document to portal_group, network_group, worker_group;
