-- Why:   what a customer gives back or never got lowers what the partner sold. For which reasons the distributor takes the supply back as well is
--        between the two, so the agreement says it; until now it was goods that were returned, and that stays where nothing else was agreed.
-- Locks: a column with a constant default: the table is locked for an instant.
-- Undo:  alter table settlement.agreement drop column claw_back;
alter table settlement.agreement add column claw_back text[] not null default '{goods_returned}' check (claw_back <@ array['goods_returned', 'short_delivery', 'damaged']);
