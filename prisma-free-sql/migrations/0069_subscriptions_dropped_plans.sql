-- Why:   a plan that a newer release of the template no longer has stays with the tenant, who is told and decides: it becomes the tenant's own, or is offered
--        no more. Where the template holds its plans fast it is retired. Whoever subscribed to it keeps their terms in either case.
-- Locks: subscriptions.template_plan for a column without a default; no rewrite.
-- Undo:  alter table subscriptions.template_plan drop column dropped_release;
alter table subscriptions.template_plan add column dropped_release integer;
alter table subscriptions.template_plan add constraint template_plan_dropped check (dropped_release > release) not valid;
alter table subscriptions.template_plan validate constraint template_plan_dropped;
