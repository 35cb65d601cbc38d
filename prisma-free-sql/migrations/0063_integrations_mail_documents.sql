-- Why:   a mail about an invoice or a credit note carries its PDF. The drawing is not kept: it is made again from what was taken down
--        when the document was finalised, when the mail is sent, and comes out the same. So a mail keeps which document it is, and
--        the development's mailbox keeps of a file its name, its size and its fingerprint.
-- Locks: short ones, to add columns with constant defaults.
-- Undo:  alter table integrations.mail_message drop column document_id; alter table integrations.mailbox_message drop column attachments;
alter table integrations.mail_message add column document_id uuid;
alter table integrations.mailbox_message add column attachments jsonb not null default '[]';
