-- Why:   every few minutes the clock asks what became of setups that nobody heard of again; the other things that wait for the
--        provider have such an index already.
-- Locks: billing.payment_setup while it is indexed; nothing waits long for it.
-- Undo:  drop index billing.payment_setup_unfinished;
create index payment_setup_unfinished on billing.payment_setup (network_id, updated_at) where status in ('created', 'redirect', 'unknown');
