-- Why:   A date that waits for its customer's word was told of once, and could wait for ever. The worker reminds of it, and keeps when it last did.
-- Locks: subscriptions.occurrence for a column without a default; no rewrite.
-- Undo:  alter table subscriptions.occurrence drop column reminded_at.
alter table subscriptions.occurrence add column reminded_at timestamptz;
