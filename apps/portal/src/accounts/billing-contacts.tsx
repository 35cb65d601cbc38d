"use client"
import { Ellipsis, Mail, MailCheck, Pencil, Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { ContactsView, ContactView } from "@entrepot/domain/billing/contract"
import { Alert, Badge, Button, Card, ConfirmDialog, DropdownMenu, EmptyState, IconButton } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { LANGUAGES } from "#i18n/languages.ts"
import { ContactDialog } from "./contact-dialog.tsx"

type Open = { what: "add" } | { what: "edit" | "remove"; contact: ContactView } | undefined

/** Where an account's money mails go besides its people. */
export function BillingContacts({ contacts: { accountId, contacts, manage } }: { contacts: ContactsView }) {
  const t = useTranslations("accounts.contacts")
  const message = useRefusalMessage()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const add = <Button size="sm" icon={<Plus aria-hidden />} disabledReason={manage.allowed ? undefined : message({ code: manage.why })} onClick={() => setOpen({ what: "add" })}>{t("add")}</Button>
  return (
    <Card title={t("title")} description={t("lead")} actions={contacts.length > 0 && add} flush>
      {contacts.length === 0 && <EmptyState level={3} icon={<Mail aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} actions={add} />}
      {contacts.length > 0 && <ul className="divide-y">{contacts.map((contact) => <Contact key={contact.contactId} accountId={accountId} contact={contact} manages={manage.allowed} onOpen={(what) => setOpen({ what, contact })} />)}</ul>}
      {(open?.what === "add" || open?.what === "edit") && <ContactDialog accountId={accountId} contact={open.what === "edit" ? open.contact : undefined} onClose={close} />}
      {open?.what === "remove" && <RemoveDialog accountId={accountId} contact={open.contact} onClose={close} />}
    </Card>
  )
}

function Contact({ accountId, contact, manages, onOpen }: { accountId: string; contact: ContactView; manages: boolean; onOpen: (what: "edit" | "remove") => void }) {
  const t = useTranslations("accounts.contacts")
  const formats = useFormats()
  const confirm = useCommand(useTRPC().payments.confirmContact.mutationOptions(), { done: t("confirmed", { email: contact.email }) })
  const failedAt = contact.undeliverable?.since ?? contact.failedAt
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2"><span className="min-w-0 break-all font-medium">{contact.email}</span>{failedAt && <Badge tone="danger">{t("failed", { on: formats.instant(failedAt) })}</Badge>}</p>
        <p className="text-sm text-muted">{[contact.name, LANGUAGES[contact.locale], t(`sorts.${contact.receives}`)].join(" · ")}</p>
        {contact.failedAt && !contact.undeliverable && <p className="text-sm text-muted">{t("failedText")}</p>}
        {contact.undeliverable && <p className="text-sm text-muted [overflow-wrap:anywhere]">{t("goneText", { reason: contact.undeliverable.reason })}</p>}
        {confirm.refused && <p role="alert" className="text-sm text-danger">{confirm.refused}</p>}
      </div>
      {manages && (
        <DropdownMenu trigger={<IconButton size="sm" label={t("actionsFor", { email: contact.email })} icon={<Ellipsis aria-hidden />} />} groups={[{ items: [
          ...(contact.undeliverable ? [{ label: t("confirm"), icon: <MailCheck aria-hidden />, onSelect: () => void confirm.run({ accountId, contactId: contact.contactId }) }] : []),
          { label: t("edit"), icon: <Pencil aria-hidden />, onSelect: () => onOpen("edit") },
          { label: t("remove"), icon: <Trash2 aria-hidden />, tone: "danger", onSelect: () => onOpen("remove") },
        ] }]} />
      )}
    </li>
  )
}

function RemoveDialog({ accountId, contact: { contactId, email }, onClose }: { accountId: string; contact: ContactView; onClose: () => void }) {
  const t = useTranslations("accounts.contacts")
  const common = useTranslations("common")
  const remove = useCommand(useTRPC().payments.removeContact.mutationOptions(), { done: t("removed") })
  const confirm = async () => {
    if (await remove.run({ accountId, contactId })) onClose()
  }
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onClose()} tone="danger" title={t("removeTitle", { email })} description={t("removeText")} confirmLabel={t("remove")} cancelLabel={common("cancel")} loading={remove.pending} onConfirm={() => void confirm()}>
      {remove.refused && <Alert tone="danger" live>{remove.refused}</Alert>}
    </ConfirmDialog>
  )
}
