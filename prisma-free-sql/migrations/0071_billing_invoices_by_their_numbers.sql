-- Why:   the search by the start of a number read all invoices of the tenant, a tenth of a second with a hundred thousand: behind the
--        wall a pattern cannot use an index, and the one on PO numbers began with them and not with the tenant. A range can, and each
--        of the three numbers that are searched now stands in an index that the tenant leads; the invoice's own does already.
-- Locks: billing.invoice against writing while the two are built.
-- Undo:  drop both; create index invoice_po on billing.invoice (network_id, po_norm, tenant_id) where po_norm <> ''.
drop index billing.invoice_po;
create index invoice_po on billing.invoice (network_id, tenant_id, po_norm) where po_norm <> '';
create index invoice_order_number on billing.invoice (network_id, tenant_id, order_number) where order_number <> '';
