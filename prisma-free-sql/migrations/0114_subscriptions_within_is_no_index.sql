-- Why:   the price policy that follows the current price between a cap and a floor was called "index". That is the word of the field for a price that follows
--        a published series, and means that from now on. What is kept under the former word keeps its meaning under an honest one, and nobody's price changes.
--        A template's releases are immutable and are read as what they said.
-- Locks: rows of subscription lines, plans and offered plans that had the former word, once. Row security is off on these tables for these statements,
--        because their owner is held by it like everybody else.
-- Undo:  the same three updates with the words exchanged, where no line has a series.
alter table subscriptions.subscription_line no force row level security;
update subscriptions.subscription_line set price_policy = price_policy || '{"policy":"current_within"}' where price_policy ->> 'policy' = 'index';
alter table subscriptions.subscription_line force row level security;

alter table subscriptions.plan no force row level security;
update subscriptions.plan set terms = jsonb_set(terms, '{pricePolicy,policy}', '"current_within"') where terms #>> '{pricePolicy,policy}' = 'index';
alter table subscriptions.plan force row level security;

alter table subscriptions.template_plan no force row level security;
update subscriptions.template_plan set draft = jsonb_set(draft, '{pricePolicy,policy}', '"current_within"') where draft #>> '{pricePolicy,policy}' = 'index';
alter table subscriptions.template_plan force row level security;
