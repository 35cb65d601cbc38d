-- Why:   a partner's search by the start of a PO number read all of its orders: the index on PO numbers begins with them, for the
--        distributor, who looks across its partners. A partner's own stand together in the first of these. The second has the
--        distributor's orders in the order of its list, which sorted all of them to show fifty.
-- Locks: ordering.order against writing while they are built.
-- Undo:  drop both.
create index order_po_of_tenant on ordering.order (network_id, tenant_id, po_norm) where po_norm <> '';
create index order_of_network_in_order on ordering.order (network_id, submitted_at desc, order_id) where status <> 'draft';
