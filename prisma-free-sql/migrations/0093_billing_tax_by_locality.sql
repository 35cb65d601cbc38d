-- Why:   A document's tax at one rate may be that of several jurisdictions, a state's and those of its localities. A line keeps whose rates its own is
--        made of, and each sum of a rate how its tax is shared between them: the parts add up to it. Empty is a tax of the row's jurisdiction alone, as all are that stand already.
-- Locks: short; a column with a constant default is added without a rewrite.
-- Undo:  alter table billing.invoice_line drop column tax_parts; alter table billing.invoice_tax drop column parts; alter table billing.credit_note_tax drop column parts;
alter table billing.invoice_line add column tax_parts jsonb not null default '[]' check (jsonb_typeof(tax_parts) = 'array');
alter table billing.invoice_tax add column parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array');
alter table billing.credit_note_tax add column parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array');
