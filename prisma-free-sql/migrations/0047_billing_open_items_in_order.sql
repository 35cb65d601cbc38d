-- Why:   the invoice list by due day, and every one that is filtered by status or by being late, read all invoices of the tenant to
--        show fifty: half a second to two seconds with a hundred thousand. A page's keys are now read from an index that has its order
--        and everything that narrows it; only what the page shows is looked up. The account stands in each of them, because the wall
--        asks for it.
-- Locks: billing.invoice and billing.open_item against writing while their indexes are built.
-- Undo:  drop the three; create open_item_status on (network_id, tenant_id, status, due_on), and invoice_of_tenant without its account.
drop index billing.open_item_status;
create index open_item_status on billing.open_item (network_id, tenant_id, status, due_on, invoice_id) include (account_id, issued_on);
create index open_item_issued on billing.open_item (network_id, tenant_id, status, issued_on, invoice_id) include (account_id, due_on);

drop index billing.invoice_of_tenant;
create index invoice_of_tenant on billing.invoice (network_id, tenant_id, finalised_at desc, invoice_id desc) include (account_id);
