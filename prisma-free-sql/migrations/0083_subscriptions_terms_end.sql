-- Why:   A subscription whose term has run out stayed active without dates. The worker ends it, and says beforehand, once for each term, that it will.
-- Locks: The index waits for writers of subscriptions.subscription as long as it is built; the column is added without a rewrite.
-- Undo:  drop index subscriptions.subscription_terms; alter table subscriptions.subscription drop column term_told_for.

-- Whose term it was that its owner was told of: the last day that it had then.
alter table subscriptions.subscription add column term_told_for date;
create index subscription_terms on subscriptions.subscription (network_id, ends_on) where ends_on is not null and status in ('active', 'paused');
