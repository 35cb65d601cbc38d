-- Why:   a bank renews a card, and the provider is told before anybody here is: what it says of a saved method is followed, by version, and asked
--        for where a card is about to expire and nothing was heard.
-- Locks: two columns without a default that is computed: the table is locked for an instant.
-- Undo:  alter table billing.payment_method drop column provider_version, drop column asked_at;
alter table billing.payment_method add column provider_version bigint not null default 0;
alter table billing.payment_method add column asked_at timestamptz;
