-- Why:   who may agree depends on what is agreed to. Every request was judged by the right to approve orders, so that somebody who
--        may approve credit notes and no orders was never asked. What is to be approved names the permission that deciding on it
--        takes, and the request keeps it. And an account that goes back to the tenant's terms has no terms of its own any more.
-- Locks: approvals.request for an instant; the function is gone until the repeatables have run, in the same run.
-- Undo:  alter table approvals.request drop column permission; revoke delete on billing.account_terms from portal_group; and the
--        function as it was before.
alter table approvals.request add column permission text collate "C" not null default 'order.approve';
update approvals.request set permission = 'credit_note.approve' where subject_kind = 'credit_note';
alter table approvals.request alter column permission drop default;
drop function if exists approvals.deciders(uuid, text[], uuid, timestamptz);

grant delete on billing.account_terms to portal_group;
