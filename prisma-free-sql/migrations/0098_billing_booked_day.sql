-- Why:   a payment that is recorded as received in a month that is closed is posted on the first open day, while what it cleared lay in the closed month:
--        what was open at that month's end changed after closing, and was not what the ledger said. Each fact now keeps the day that its journal has
--        beside its own. What was open on a day, ageing and statements go by the booked day; a discount is earned by the own one, which is what people read.
--        What stands already has the day of its journal. A refund that is under way has none yet: it keeps its own day; one that was refused never left.
-- Locks: rewrites the five tables once, under their exclusive locks; row security is off meanwhile on these and on the journals that are read.
-- Undo:  drop index billing.clearing_statement, billing.credit_entry_account, billing.payment_statement; create the first two on occurred_on again;
--        alter table billing.clearing drop column booked_on; the same for credit_entry, payment and revenue_release.
alter table ledger.journal no force row level security;
alter table billing.clearing no force row level security;
alter table billing.credit_entry no force row level security;
alter table billing.payment no force row level security;
alter table billing.revenue_release no force row level security;

alter table billing.clearing add column booked_on date;
alter table billing.credit_entry add column booked_on date;
alter table billing.payment add column booked_on date;
alter table billing.revenue_release add column booked_on date;

update billing.payment p set booked_on = coalesce(
  (select j.posted_on from ledger.journal j where j.network_id = p.network_id and j.tenant_id = p.tenant_id and j.business_key = 'payment:' || p.payment_id || ':received'), p.received_on);
update billing.clearing c set booked_on = coalesce(
  (select j.posted_on from ledger.journal j where j.network_id = c.network_id and j.tenant_id = c.tenant_id and j.business_key = case
     when c.kind = 'void' then 'invoice:' || c.invoice_id || ':voided'
     when c.kind = 'write_off' then 'invoice:' || c.invoice_id || ':written_off'
     when c.kind = 'credit' then 'credit:' || c.business_key
     when c.source_id is null then 'credit:' || substr(c.business_key, length('discount:') + 1)
     else 'payment:' || c.source_id || ':received' end), c.occurred_on);
update billing.credit_entry e set booked_on = coalesce(
  (select j.posted_on from ledger.journal j where j.network_id = e.network_id and j.tenant_id = e.tenant_id and j.business_key = case e.kind
     when 'credit_note' then 'credit_note:' || e.source_id || ':finalised'
     when 'unapplied_payment' then 'payment:' || e.source_id || ':received'
     when 'refunded' then 'refund:' || e.source_id || ':paid'
     else 'credit:' || e.business_key end),
  (select r.occurred_on from billing.credit_entry r where r.network_id = e.network_id and r.tenant_id = e.tenant_id and r.business_key = 'refund:' || e.source_id || ':failed' and e.kind = 'refunded'), e.occurred_on);
update billing.revenue_release r set booked_on = coalesce(
  (select j.posted_on from ledger.journal j where j.network_id = r.network_id and j.tenant_id = r.tenant_id and j.business_key =
     case when r.cause_key ^@ 'credit:' then 'credit_note:' || substr(r.cause_key, length('credit:') + 1) || ':finalised' else 'invoice:' || r.invoice_id || ':earned:' || r.cause_key end), r.released_at::date);

alter table billing.clearing alter column booked_on set not null;
alter table billing.credit_entry alter column booked_on set not null;
alter table billing.payment alter column booked_on set not null;
alter table billing.revenue_release alter column booked_on set not null;

-- What is asked of a day is asked of the booked one.
drop index billing.clearing_statement;
create index clearing_statement on billing.clearing (network_id, tenant_id, account_id, currency, booked_on);
drop index billing.credit_entry_account;
create index credit_entry_account on billing.credit_entry (network_id, tenant_id, account_id, currency, booked_on);
create index payment_statement on billing.payment (network_id, tenant_id, account_id, currency, booked_on);

alter table billing.revenue_release force row level security;
alter table billing.payment force row level security;
alter table billing.credit_entry force row level security;
alter table billing.clearing force row level security;
alter table ledger.journal force row level security;
