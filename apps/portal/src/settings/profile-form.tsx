"use client"
import { useTranslations } from "next-intl"
import { useState, type FormEvent } from "react"
import { LOCALES, saveProfile, type Locale } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Card, Field, Form, FormActions, Input, Select } from "@entrepot/ui"
import { LANGUAGES } from "#i18n/languages.ts"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"

export function ProfileForm({ name, email, locale }: { name: string; email: string; locale: Locale }) {
  const t = useTranslations("settings")
  const common = useTranslations("common")
  const [missing, setMissing] = useState(false)
  const save = useCommand(useTRPC().account.saveProfile.mutationOptions(), { done: t("profileSaved") })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const input = saveProfile.safeParse(Object.fromEntries(new FormData(event.currentTarget)))
    setMissing(!input.success)
    if (input.success) await save.run(input.data)
  }
  return (
    <Card title={t("profile")}>
      <Form onSubmit={(event) => void submit(event)}>
        {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
        <Field label={t("name")} name="name" error={missing && t("missing")}><Input name="name" defaultValue={name} autoComplete="name" /></Field>
        <Field label={t("email")} hint={t("emailHint")}><Input value={email} readOnly autoComplete="email" /></Field>
        <Field label={t("language")} name="locale"><Select name="locale" defaultValue={locale} options={LOCALES.map((each) => ({ value: each, label: LANGUAGES[each] }))} /></Field>
        <FormActions><Button type="submit" variant="primary" loading={save.pending}>{common("save")}</Button></FormActions>
      </Form>
    </Card>
  )
}
