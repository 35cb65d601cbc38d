-- Why:   a subscription whose last two dates were both held is at risk, also when both were let go: a release clears why a date was held,
--        so that it was has to be remembered.
-- Locks: subscriptions.occurrence for the moment that a column with a constant default takes, and its held and released rows; row
--        security is off on it for that one statement, because its owner is held by it like everybody else.
-- Undo:  alter table subscriptions.occurrence drop column was_held;
alter table subscriptions.occurrence add column was_held boolean not null default false;
alter table subscriptions.occurrence no force row level security;
update subscriptions.occurrence set was_held = true where status = 'held' or cleared <> '{}';
alter table subscriptions.occurrence force row level security;
