"use client"
import { useLocale, useTranslations } from "next-intl"
import { useState, type FormEvent } from "react"
import { AddContact, ChangeContact, CONTACT_RECEIVES, type ContactReceives, type ContactView } from "@entrepot/domain/billing/contract"
import { LOCALES } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Dialog, Field, Form, FormRow, Input, Select } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { LANGUAGES } from "#i18n/languages.ts"

/** Names an address, or changes what one that is named is called, reads and receives. Another address is another contact. */
export function ContactDialog({ accountId, contact, onClose }: { accountId: string; contact: ContactView | undefined; onClose: () => void }) {
  const t = useTranslations("accounts.contacts")
  const common = useTranslations("common")
  const locale = useLocale()
  const trpc = useTRPC()
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const [receives, setReceives] = useState<ContactReceives>(contact?.receives ?? "all")
  const add = useCommand(trpc.payments.addContact.mutationOptions(), { done: t("added") })
  const change = useCommand(trpc.payments.changeContact.mutationOptions(), { done: t("changed") })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = { ...Object.fromEntries(new FormData(event.currentTarget)), accountId, contactId: contact?.contactId }
    const input = contact ? ChangeContact.safeParse(typed) : AddContact.safeParse(typed)
    setWrong(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path[0]))))
    if (!input.success) return
    const done = "contactId" in input.data ? await change.run(input.data) : await add.run(input.data)
    if (done) onClose()
  }
  const refused = add.refused ?? change.refused
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={contact ? t("editTitle", { email: contact.email }) : t("addTitle")} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button type="submit" form="contact" variant="primary" loading={add.pending || change.pending}>{common("save")}</Button></>}>
      <Form id="contact" onSubmit={(event) => void submit(event)}>
        {refused && <Alert tone="danger" live>{refused}</Alert>}
        {!contact && <Field label={t("email")} hint={t("emailHint")} name="contact-email" error={wrong.has("email") && t("emailWrong")}><Input name="email" type="email" inputMode="email" autoComplete="off" /></Field>}
        <Field label={t("name")} hint={t("nameHint")} name="contact-name" error={wrong.has("name") && t("missing")}><Input name="name" defaultValue={contact?.name} autoComplete="off" /></Field>
        <FormRow>
          <Field label={t("receives")} hint={t(`sortHint.${receives}`)} name="contact-receives"><Select name="receives" value={receives} onChange={(event) => setReceives(event.currentTarget.value as ContactReceives)} options={CONTACT_RECEIVES.map((each) => ({ value: each, label: t(`sorts.${each}`) }))} /></Field>
          <Field label={t("language")} name="contact-locale"><Select name="locale" defaultValue={contact?.locale ?? locale} options={LOCALES.map((each) => ({ value: each, label: LANGUAGES[each] }))} /></Field>
        </FormRow>
      </Form>
    </Dialog>
  )
}
