-- Why:   a statement is the invoice of what was supplied to a partner. What it says is taken down when it is issued, as an invoice's is, so that its
--        PDF and its electronic form come out of one snapshot. An invoice says where to pay and where its sender is reached: the distributor's
--        bank account and address for mail belong to who it is by law, by version. A mail that announces a statement carries its PDF, so a mail
--        says whose document it carries. Statements from before have no snapshot: theirs are composed from their own facts.
-- Locks: settlement.tax_profile and integrations.mail_message for an instant each: columns with constant defaults, a check that is validated after.
-- Undo:  drop table settlement.document; revoke select on tenancy.network from portal_group; alter table settlement.tax_profile drop column remit_to, drop column email; alter table integrations.mail_message drop column document_of;
create table settlement.document (
  network_id   integer not null,
  tenant_id    integer not null,
  statement_id uuid not null,
  content      jsonb not null,
  taken_at     timestamptz not null,
  primary key (network_id, tenant_id, statement_id),
  foreign key (network_id, tenant_id, statement_id) references settlement.statement (network_id, tenant_id, statement_id)
);
select ctx.wall('settlement.document', 'tenant', true);
grant select on settlement.document to portal_group, worker_group;
-- It is the distributor's invoice: nobody else writes one.
grant select, insert on settlement.document to network_group;

-- A partner may know its distributor's name: it stands on every statement.
grant select (network_id, name) on tenancy.network to portal_group;

alter table settlement.tax_profile
  add column remit_to jsonb not null default '{}',
  add column email    text not null default '';

alter table integrations.mail_message add column document_of text collate "C" not null default 'billing';
alter table integrations.mail_message add constraint mail_document_of check (document_of in ('billing', 'settlement')) not valid;
alter table integrations.mail_message validate constraint mail_document_of;
