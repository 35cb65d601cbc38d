-- Why:   an order's page names the settlement entries of its shipments, and a subscription's page its last invoices: both were found
--        by reading all of a partner's entries, or all of an account's invoices.
-- Locks: settlement.entry and billing.invoice against writing while their indexes are built.
-- Undo:  drop index settlement.entry_order; drop index billing.invoice_subscription;
create index entry_order on settlement.entry (network_id, order_id, tenant_id) where order_id is not null;
create index invoice_subscription on billing.invoice (network_id, subscription_id, finalised_at desc, invoice_id desc) where subscription_id is not null;
