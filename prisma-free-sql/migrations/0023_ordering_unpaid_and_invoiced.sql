-- Why:   credit exposure is open orders, delivered and not invoiced, and unpaid. What is ordered counts until it is invoiced; from there
--        on what counts is the invoice, until it is paid. Both are told from above and kept here, because orders are judged here.
--        An account that does not pay may be kept from ordering on credit.
-- Locks: both tables for a moment; the columns have constant defaults.
-- Undo:  alter table ordering.order_line drop column invoiced_base; alter table ordering.credit_line drop column unpaid_minor, drop column restricted_at;
alter table ordering.order_line add column invoiced_base numeric(18, 6) not null default 0 check (invoiced_base >= 0);
alter table ordering.credit_line add column unpaid_minor bigint not null default 0, add column restricted_at timestamptz;
