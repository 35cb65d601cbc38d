-- Why: whoever lets a failed date go at the distributor's gave it one attempt; the customer's own release gives it every attempt anew. One rule for both.
-- Locks: a grant, no table is read or rewritten.
-- Undo: revoke update (attempts) on subscriptions.occurrence from network_group.
grant update (attempts) on subscriptions.occurrence to network_group;
