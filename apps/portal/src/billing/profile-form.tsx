"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { Alert, Button, Card, Form, FormActions } from "@entrepot/ui"
import type { BillingSettings } from "@entrepot/domain/billing/contract"
import { Meanwhile } from "#client/meanwhile.tsx"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useDraft } from "#client/use-draft.ts"
import { useFormats } from "#client/use-formats.ts"
import { refusalOf } from "#client/use-refusal-message.ts"
import { BankFields } from "./bank-fields.tsx"
import { LevelFields, NumberFields, RoundingFields, TermFields } from "./document-fields.tsx"
import { FIELD_OF, formOf, readForm, type ProfileField, type ProfileForm } from "./form.ts"

export type FieldsProps = { form: ProfileForm; set: (change: Partial<ProfileForm>) => void; error: (field: ProfileField) => string | undefined }

/** How invoices are made and where their money goes; one save for all of it, and finalised documents stay as they are. */
export function BillingProfileForm({ profile, next }: { profile: BillingSettings["profile"]; next: BillingSettings["next"] }) {
  const t = useTranslations("billing")
  const { currency } = usePortal().tenant
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const router = useRouter()
  const draft = useDraft(profile, (kept) => formOf(kept, sign))
  const read = readForm(draft.form, currency, sign)
  const save = useCommand(useTRPC().payments.saveProfile.mutationOptions(), { done: t("saved") })
  const refusedField = FIELD_OF[refusalOf(save.error)?.code ?? ""]
  const fields: FieldsProps = {
    form: draft.form,
    set: (change) => {
      if (save.refused) save.reset()
      draft.set(change)
    },
    error: (field) => (read.faults[field] ? t(`fault.${read.faults[field]}`) : field === refusedField ? save.refused : undefined),
  }
  const run = async () => {
    if (!read.profile || draft.theirs) return
    const saved = await save.run({ ...read.profile, expectedVersion: draft.version })
    if (saved) draft.savedAs(saved.version)
    else router.refresh() // whoever saved meanwhile is shown beside what was typed
  }
  const reason = draft.theirs ? t("chooseFirst") : !read.profile ? t("faulty") : draft.changed ? undefined : t("unchanged")
  return (
    <Form className="gap-5" onSubmit={(event) => { event.preventDefault(); void run() }}>
      <Card title={t("bank.title")} description={t("bank.text")}><BankFields {...fields} /></Card>
      <Card title={t("terms.title")} description={t("terms.text")}><TermFields {...fields} /></Card>
      <Card title={t("numbers.title")} description={t("numbers.text")}><NumberFields {...fields} next={next} /></Card>
      <Card title={t("rounding.title")} description={t("rounding.text")}><RoundingFields {...fields} currency={currency} /></Card>
      <Card title={t("credit.title")} description={t("credit.text")}><LevelFields {...fields} currency={currency} of="credit" /></Card>
      <Card title={t("writeOff.title")} description={t("writeOff.text")}><LevelFields {...fields} currency={currency} of="writeOff" /></Card>
      {draft.theirs ? <Meanwhile title={t("meanwhile")} onMine={() => { save.reset(); draft.keepMine() }} onTheirs={() => { save.reset(); draft.takeTheirs() }} />
        : save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions className="pt-0">
        <Button type="submit" variant="primary" loading={save.pending} disabledReason={reason}>{t("save")}</Button>
        {draft.changed && !draft.theirs && <Button variant="ghost" onClick={() => { save.reset(); draft.takeTheirs() }}>{t("discard")}</Button>}
      </FormActions>
    </Form>
  )
}
