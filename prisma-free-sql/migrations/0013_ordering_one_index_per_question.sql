-- Why:   with a million order lines the planner looked up one order's lines, and one product's prices in a list, through an index
--        that only narrowed them to the account or the list: every estimate said one row, and the smaller index won. A page of
--        fifty orders took 50 ms for that. These two can no longer be mistaken: one leads where only its own question goes, the
--        other has the product in its key.
-- Locks: both tables against writing while their index is built.
-- Undo:  drop both, and create them on (network_id, tenant_id, account_id, ship_to_id) and (network_id, tenant_id, list_id).
drop index ordering.order_line_ship_to;
create index order_line_ship_to on ordering.order_line (network_id, ship_to_id) where ship_to_id is not null;

drop index pricing.price_list_entry_list;
create index price_list_entry_list on pricing.price_list_entry (network_id, tenant_id, list_id, product_id, unit, min_quantity);
