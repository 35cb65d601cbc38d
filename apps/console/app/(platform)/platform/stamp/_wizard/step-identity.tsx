"use client"
import { Card, Field, FormRow, Input } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { codeOf } from "./draft.ts"
import type { StepProps } from "./types.ts"
import { errorText } from "./wizard.tsx"

/** Who the partner is, and where its portal answers. Code and host follow the name until somebody writes their own. */
export function StepIdentity({ draft, put, wrong, hostSuffix }: StepProps) {
  const t = useTranslations("stamp")
  const errorOf = (name: string) => (wrong.has(name) ? errorText(t, name) : undefined)
  const hostOf = (code: string) => (code ? `${code}${hostSuffix}` : "")
  const rename = (name: string) => {
    const [before, code] = [codeOf(draft.name), codeOf(name)]
    const followsCode = draft.code === before
    put({
      name, ...(draft.legalName === draft.name && { legalName: name }), ...(followsCode && { code }),
      ...(draft.host === hostOf(draft.code) && followsCode && { host: hostOf(code) }),
    })
  }
  const recode = (code: string) => put({ code, ...(draft.host === hostOf(draft.code) && { host: hostOf(code) }) })
  return (
    <Card title={t("identity.title")} description={t("identity.lead")}>
      <div className="grid max-w-2xl gap-4">
        <FormRow>
          <Field name="name" label={t("identity.name")} error={errorOf("name")}><Input value={draft.name} onChange={(event) => rename(event.currentTarget.value)} /></Field>
          <Field name="legalName" label={t("identity.legalName")} error={errorOf("legalName")}><Input value={draft.legalName} onChange={(event) => put({ legalName: event.currentTarget.value })} /></Field>
        </FormRow>
        <FormRow>
          <Field name="code" label={t("identity.code")} hint={t("identity.codeHint")} error={errorOf("code")}><Input value={draft.code} spellCheck={false} autoCapitalize="none" onChange={(event) => recode(event.currentTarget.value)} /></Field>
          <Field name="host" label={t("identity.host")} hint={t("identity.hostHint")} error={errorOf("host")}><Input value={draft.host} spellCheck={false} autoCapitalize="none" inputMode="url" onChange={(event) => put({ host: event.currentTarget.value })} /></Field>
        </FormRow>
        <FormRow>
          <Field name="taxId" label={t("identity.taxId")} optionalLabel={t("optional")} error={errorOf("taxId")}><Input value={draft.taxId} onChange={(event) => put({ taxId: event.currentTarget.value })} /></Field>
          <Field name="prefix" label={t("identity.prefix")} optionalLabel={t("optional")} hint={t("identity.prefixHint")} error={errorOf("prefix")}><Input value={draft.prefix} onChange={(event) => put({ prefix: event.currentTarget.value.toUpperCase() })} /></Field>
        </FormRow>
        <Field name="mailFrom" label={t("identity.mailFrom")} optionalLabel={t("optional")} hint={t("identity.mailFromHint")} error={errorOf("mailFrom")} className="max-w-sm"><Input type="email" value={draft.mailFrom} onChange={(event) => put({ mailFrom: event.currentTarget.value })} /></Field>
      </div>
    </Card>
  )
}
