-- Why:   a template carries plans. What its newest release says of one stands beside what the tenant took over, so that a newer release
--        is an offer which the partner takes or leaves, and never a change of what its customers see.
-- Locks: subscriptions.plan for two columns without a default; no rewrite.
-- Undo:  drop table subscriptions.template_plan; alter table subscriptions.plan drop column template_code, drop column template_release.
alter table subscriptions.plan add column template_code text collate "C", add column template_release integer check (template_release > 0);
alter table subscriptions.plan add constraint plan_template check ((template_code is null) = (template_release is null)) not valid;
alter table subscriptions.plan validate constraint plan_template;
-- One plan per code of the template, whoever takes it over and how often.
create unique index plan_of_template on subscriptions.plan (network_id, tenant_id, template_code) where template_code is not null;

create table subscriptions.template_plan (
  network_id   integer not null,
  tenant_id    integer not null,
  code         text collate "C" not null,
  template     text collate "C" not null,
  release      integer not null check (release > 0),
  mode         text collate "C" not null check (mode in ('locked', 'bounded', 'free')),
  -- The plan as the partner would have it, in its own language.
  draft        jsonb not null,
  offered_at   timestamptz not null,
  -- The release whose words the partner took over, or said no to.
  taken_release integer check (taken_release <= release),
  left_release  integer check (left_release <= release),
  primary key (network_id, tenant_id, code),
  foreign key (network_id, tenant_id) references tenancy.tenant (network_id, tenant_id)
);
select ctx.wall('subscriptions.template_plan', 'tenant', true);
grant select, update (taken_release, left_release) on subscriptions.template_plan to portal_group;
grant select, insert, update on subscriptions.template_plan to worker_group;
