-- Why:   the tax report and its nightly proof come from the journals to the documents that they are of, and know a credit note by its id alone, as they know an
--        invoice (invoice_id). Without this each of them reads every credit note of the tenant.
-- Locks: billing.credit_note against writes while it is built: a tenant's credit notes are a tenth of its invoices.
-- Undo:  drop index billing.credit_note_id;
create index credit_note_id on billing.credit_note (network_id, credit_note_id);
