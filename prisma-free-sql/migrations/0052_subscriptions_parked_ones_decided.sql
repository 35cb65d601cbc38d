-- Why:   the distributor's desk decides single occurrences that were parked or failed: released ones are not parked for the same again, and
--        the customer reads in the subscription's history who decided, and why. Still without a price: what was held for keeps its facts unread.
-- Locks: none; grants alone.
-- Undo:  revoke update (cleared, hold_facts, notify_at) on subscriptions.occurrence from network_group; revoke insert on subscriptions.occurrence_change from network_group.
grant update (cleared, hold_facts, notify_at) on subscriptions.occurrence to network_group;
grant insert on subscriptions.occurrence_change to network_group;
