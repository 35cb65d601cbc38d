-- Why:   a line's price, substitutes and bounds of use were agreed for one product, in one unit, from one quantity on. A line that is swapped or cut
--        must not carry them to something that they were never agreed for, so what they were agreed for stands beside them. Without a product of
--        their own they are for the line's own one.
-- Locks: subscriptions.subscription_line for the moment that nullable columns and one with a constant default take.
-- Undo:  alter table subscriptions.subscription_line drop column terms_product_id, drop column terms_unit, drop column terms_from;
alter table subscriptions.subscription_line
  add column terms_product_id uuid,
  add column terms_unit text collate "C",
  add column terms_from numeric(18, 6) not null default 0;
