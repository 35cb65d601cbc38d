-- Why:   money is collected on the provider's account that a tenant names. Two tenants that name one account would collect into one
--        purse, and each would take the other's notices for its own. Where that happened already, whoever named it first keeps it;
--        the others name none and take no cards until somebody looks, rather than collecting on an account that nobody chose.
-- Locks: billing.payment_setting, a row per tenant, for a moment. It is read without its walls here, by its owner, to see all tenants.
--        The key leaves the tenant out on purpose: it holds tenants apart. Its answer says no more than that an account is taken.
-- Undo:  drop index billing.payment_setting_account;
alter table billing.payment_setting no force row level security;
update billing.payment_setting s set account_ref = null, cards_enabled = false, version = version + 1
 where exists (select from billing.payment_setting o
                where o.network_id = s.network_id and o.provider = s.provider and o.account_ref = s.account_ref and (o.updated_at, o.tenant_id) < (s.updated_at, s.tenant_id));
alter table billing.payment_setting force row level security;

create unique index payment_setting_account on billing.payment_setting (network_id, provider, account_ref) where account_ref is not null;
