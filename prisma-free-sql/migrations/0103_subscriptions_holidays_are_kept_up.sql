-- Why:   Public holidays were taken over into a business calendar as dates, and nothing extended them. Which country's or region's they are is kept now, how far they
--        reach, and which of them the partner took out, so that later years are added by themselves and what was taken out does not come back.
-- Locks: subscriptions.setting for columns without or with a constant default (no rewrite) and a check that is validated while writers go on.
-- Undo:  alter table subscriptions.setting drop column holiday_country, drop column holiday_region, drop column holidays_until, drop column holidays_left_out;
alter table subscriptions.setting
  add column holiday_country   text collate "C",
  add column holiday_region    text collate "C",
  add column holidays_until    date,
  -- What the partner took out: [{rule, name}], in the terms of the library that names the days.
  add column holidays_left_out jsonb not null default '[]';
alter table subscriptions.setting add constraint setting_holidays_kept_up check ((holiday_country is null) = (holidays_until is null)) not valid;
alter table subscriptions.setting validate constraint setting_holidays_kept_up;
grant update (settings, holidays_until, version, updated_at) on subscriptions.setting to worker_group;
