"use client"
import { useLocale, useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Card, DescriptionList, Field, Form, FormActions, FormRow, Input, countryName } from "@entrepot/ui"
import { saveLegalProfile, type LegalAddress, type LegalProfile } from "@entrepot/domain/tenancy/contract"
import { Meanwhile } from "#client/meanwhile.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useDraft } from "#client/use-draft.ts"

type LegalFields = LegalAddress & { readonly legalName: string; readonly taxId: string }
const formOf = ({ legalName, taxId, address }: LegalProfile): LegalFields => ({ legalName, taxId, ...address })

/** Who sells, as every invoice names it. Whoever may not change it reads it. */
export function LegalForm({ profile }: { profile: LegalProfile }) {
  const t = useTranslations("billing.legal")
  const locale = useLocale()
  const country = countryName(profile.country, locale)
  return (
    <Card title={t("title")} description={t("text")}>
      {profile.manages ? <Editor profile={profile} country={country} /> : (
        <div className="grid gap-3">
          <DescriptionList items={[
            { term: t("legalName"), value: profile.legalName }, { term: t("taxId"), value: profile.taxId || "–" },
            { term: t("address"), value: [profile.address.line1, profile.address.line2, `${profile.address.postalCode} ${profile.address.city}`, profile.address.region].filter((part) => part.trim() !== "").join(", ") || "–" },
            { term: t("country"), value: country }, { term: t("email"), value: profile.email },
          ]} />
          <p className="text-sm text-muted">{t("readOnly")}</p>
        </div>
      )}
    </Card>
  )
}

function Editor({ profile, country }: { profile: LegalProfile; country: string }) {
  const t = useTranslations("billing.legal")
  const common = useTranslations("common")
  const router = useRouter()
  const draft = useDraft(profile, formOf)
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const save = useCommand(useTRPC().account.saveLegal.mutationOptions(), { done: t("saved") })
  const run = async () => {
    if (draft.theirs) return
    const { legalName, taxId, ...address } = draft.form
    const input = saveLegalProfile.safeParse({ legalName, taxId, address, expectedVersion: draft.version })
    setMissing(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path.at(-1)))))
    const saved = input.success && (await save.run(input.data))
    if (saved) draft.savedAs(saved.version)
    else router.refresh() // whoever saved meanwhile is shown beside what was typed
  }
  const field = (name: keyof LegalFields, autoComplete: string, more: { hint?: string; optional?: boolean } = {}) => (
    <Field label={t(name)} name={name} error={missing.has(name) && t("missing")} hint={more.hint} {...(more.optional && { optionalLabel: common("optional") })}>
      <Input name={name} value={draft.form[name]} autoComplete={autoComplete} maxLength={160} onChange={(event) => draft.set({ [name]: event.currentTarget.value })} />
    </Field>
  )
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
      {draft.theirs ? <Meanwhile title={t("meanwhile")} onMine={() => { save.reset(); draft.keepMine() }} onTheirs={() => { save.reset(); draft.takeTheirs() }}><p>{[draft.theirs.legalName, draft.theirs.taxId, draft.theirs.address.line1, draft.theirs.address.city].filter(Boolean).join(", ")}</p></Meanwhile>
        : save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormRow>{field("legalName", "organization", { hint: t("legalNameHint") })}{field("taxId", "off", { hint: t("taxIdHint"), optional: true })}</FormRow>
      <FormRow>{field("line1", "address-line1")}{field("line2", "address-line2", { optional: true })}</FormRow>
      <FormRow>{field("postalCode", "postal-code")}{field("city", "address-level2")}{field("region", "address-level1", { optional: true })}</FormRow>
      <p className="text-sm text-muted">{t("fixed", { country, email: profile.email })}</p>
      <FormActions><Button type="submit" variant="primary" loading={save.pending} disabledReason={draft.theirs ? t("chooseFirst") : draft.changed ? undefined : t("unchanged")}>{t("save")}</Button></FormActions>
    </Form>
  )
}
