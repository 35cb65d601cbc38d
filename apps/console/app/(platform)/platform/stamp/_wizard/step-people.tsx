"use client"
import { Button, Card, Field, FormRow, IconButton, Input, Select } from "@entrepot/ui"
import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { noInvitation, type Invitation } from "./draft.ts"
import type { StepProps } from "./types.ts"
import { errorText } from "./wizard.tsx"

/** The partner's own account, and the people who are asked in. */
export function StepPeople(props: StepProps) {
  return <div className="grid gap-5"><AccountCard {...props} /><InvitationsCard {...props} /></div>
}

function AccountCard({ draft, put, wrong }: StepProps) {
  const t = useTranslations("stamp")
  const { account, address } = draft
  const errorOf = (name: string) => (wrong.has(name) ? errorText(t, name) : undefined)
  const putAccount = (change: Partial<typeof account>) => put({ account: { ...account, ...change } })
  const putAddress = (change: Partial<typeof address>) => put({ address: { ...address, ...change } })
  return (
    <Card title={t("people.account")} description={t("people.accountLead")}>
      <div className="grid max-w-2xl gap-4">
        <FormRow>
          <Field name="account.number" label={t("people.number")} error={errorOf("account.number")}><Input value={account.number} onChange={(event) => putAccount({ number: event.currentTarget.value })} /></Field>
          <Field name="account.name" label={t("people.accountName")} optionalLabel={t("optional")} hint={t("people.accountNameHint")}><Input value={account.name} placeholder={draft.name} onChange={(event) => putAccount({ name: event.currentTarget.value })} /></Field>
          <Field name="account.creditLimit" label={t("people.credit")} optionalLabel={t("optional")} hint={t("people.creditHint")} error={errorOf("account.creditLimit")}><Input inputMode="decimal" align="end" suffix={draft.currency} value={account.creditLimit} onChange={(event) => putAccount({ creditLimit: event.currentTarget.value })} /></Field>
        </FormRow>
        <h3 className="font-medium">{t("people.address")} <span className="font-normal text-muted">({t("optional")})</span></h3>
        <FormRow>
          <Field name="account.address.line1" label={t("people.line1")} error={errorOf("account.address.line1")}><Input autoComplete="off" value={address.line1} onChange={(event) => putAddress({ line1: event.currentTarget.value })} /></Field>
          <Field name="account.address.line2" label={t("people.line2")}><Input autoComplete="off" value={address.line2} onChange={(event) => putAddress({ line2: event.currentTarget.value })} /></Field>
        </FormRow>
        <FormRow>
          <Field name="account.address.postalCode" label={t("people.postalCode")} error={errorOf("account.address.postalCode")}><Input value={address.postalCode} onChange={(event) => putAddress({ postalCode: event.currentTarget.value })} /></Field>
          <Field name="account.address.city" label={t("people.city")} error={errorOf("account.address.city")}><Input value={address.city} onChange={(event) => putAddress({ city: event.currentTarget.value })} /></Field>
          <Field name="account.address.region" label={t("people.region")}><Input value={address.region} onChange={(event) => putAddress({ region: event.currentTarget.value })} /></Field>
        </FormRow>
      </div>
    </Card>
  )
}

function InvitationsCard({ draft, put, release, wrong }: StepProps) {
  const t = useTranslations("stamp")
  const languages = useTranslations("common.languages")
  if (!release) return null
  const language = draft.locale as "en" | "de" | "fr"
  const roles = release.roles.value.map(({ code, names }) => ({ value: code, label: names[language] }))
  const administrator = roles.find(({ value }) => value === release.administratorRole)?.label ?? release.administratorRole
  const change = (at: number, next: Partial<Invitation>) => put({ invitations: draft.invitations.map((invitation, place) => (place === at ? { ...invitation, ...next } : invitation)) })
  const errorOf = (name: string) => (wrong.has(name) ? errorText(t, name) : undefined)
  return (
    <Card title={t("people.invitations")} description={t("people.invitationsLead", { role: administrator })}
      actions={<Button size="sm" icon={<Plus aria-hidden />} onClick={() => put({ invitations: [...draft.invitations, noInvitation] })}>{t("people.addPerson")}</Button>}>
      <div className="grid gap-4" id="field-invitations" tabIndex={-1}>
        {wrong.has("invitations") && <p className="text-sm font-medium text-danger">{errorText(t, "invitations")}</p>}
        {draft.invitations.map((invitation, at) => (
          <fieldset key={at} className="grid items-start gap-3 rounded-md border p-3 sm:grid-cols-[2fr_2fr_1.5fr_1fr_auto]">
            <legend className="sr-only">{t("people.person", { place: at + 1 })}</legend>
            <Field name={`invitations.${at}.name`} label={t("people.name")} error={errorOf(`invitations.${at}.name`)}><Input value={invitation.name} onChange={(event) => change(at, { name: event.currentTarget.value })} /></Field>
            <Field name={`invitations.${at}.email`} label={t("people.email")} error={errorOf(`invitations.${at}.email`)}><Input type="email" value={invitation.email} onChange={(event) => change(at, { email: event.currentTarget.value })} /></Field>
            <Field name={`invitations.${at}.role`} label={t("people.role")} error={errorOf(`invitations.${at}.role`)}><Select value={invitation.role || release.administratorRole} onChange={(event) => change(at, { role: event.currentTarget.value })} options={roles} /></Field>
            <Field label={t("people.language")}><Select value={invitation.locale || draft.locale} onChange={(event) => change(at, { locale: event.currentTarget.value })} options={(["en", "de", "fr"] as const).map((value) => ({ value, label: languages(value) }))} /></Field>
            <div className="sm:pt-5.5"><IconButton label={t("people.removePerson", { place: at + 1 })} icon={<Trash2 aria-hidden />} disabledReason={draft.invitations.length === 1 ? t("people.onePerson") : undefined} onClick={() => put({ invitations: draft.invitations.filter((_, place) => place !== at) })} /></div>
          </fieldset>
        ))}
      </div>
    </Card>
  )
}
