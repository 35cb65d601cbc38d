-- Why:   a mail that a server takes and another sends back later was "sent" for ever, and the next ones went the same way. What comes back (RFC 3464) is kept now,
--        once per report; the mail is bounced, with the reason; and an address that does not exist gets no more mail until a person says that it works. Such an
--        address is tenancy's: contacts, people and invitations all have addresses. It is for the partner's own staff to confirm one; a customer sees with its contact that mail failed.
-- Locks: integrations.mail_message for an instant: a check that is validated after.
-- Undo:  drop table integrations.mail_bounce; drop table tenancy.undeliverable_address; mail_message_status_check as 0011 has it, once no mail is bounced or withheld.
create table tenancy.undeliverable_address (
  network_id integer not null,
  tenant_id  integer not null,
  -- In small letters, as people and contacts are found.
  email      text collate "C" not null check (email = lower(email)),
  reason     text not null,
  since      timestamptz not null,
  primary key (network_id, tenant_id, email)
);
select ctx.wall('tenancy.undeliverable_address', 'tenant', true, true);
create policy staff_confirm on tenancy.undeliverable_address as restrictive for delete to portal_group using (ctx.account_id() is null);
-- Whoever confirms an address forgets that it did not work; the audit trail keeps who did.
grant select, delete on tenancy.undeliverable_address to portal_group, network_group, platform_group;
grant select, insert, update on tenancy.undeliverable_address to worker_group;

-- gone: the address is not there; refused: this mail was not taken; delayed: it may still arrive.
create table integrations.mail_bounce (
  network_id  integer not null,
  tenant_id   integer not null,
  message_id  uuid not null,
  report_id   text collate "C" not null,
  verdict     text collate "C" not null check (verdict in ('gone', 'refused', 'delayed')),
  status      text collate "C" not null,
  diagnostic  text not null,
  reported_at timestamptz not null,
  primary key (network_id, tenant_id, message_id, report_id),
  foreign key (network_id, tenant_id, message_id) references integrations.mail_message (network_id, tenant_id, message_id)
);
select ctx.wall('integrations.mail_bounce', 'tenant', true);
grant select, insert on integrations.mail_bounce to worker_group;

alter table integrations.mail_message drop constraint mail_message_status_check;
alter table integrations.mail_message add constraint mail_message_status_check check (status in ('queued', 'sent', 'failed', 'bounced', 'withheld')) not valid;
alter table integrations.mail_message validate constraint mail_message_status_check;
