"use client"
import { useTranslations } from "next-intl"
import { useRef, useState, type FormEvent } from "react"
import { changePassword, PASSWORD_LENGTH } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Card, Field, Form, FormActions, Input } from "@entrepot/ui"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("settings")
  const words = useTranslations("domain.tenancy")
  const form = useRef<HTMLFormElement>(null)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const change = useCommand(useTRPC().account.changePassword.mutationOptions(), { done: t("passwordChanged") })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const input = changePassword.safeParse(Object.fromEntries(new FormData(event.currentTarget)))
    setWrong(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path[0]))))
    if (input.success && (await change.run(input.data))) form.current?.reset()
  }
  return (
    <Card title={t("password")} description={t("passwordText")}>
      <Form ref={form} onSubmit={(event) => void submit(event)}>
        {change.refused && <Alert tone="danger" live>{change.refused}</Alert>}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label={t("current")} name="current" error={wrong.has("current") && t("missing")}><Input name="current" type="password" autoComplete="current-password" /></Field>
        <Field label={t("next")} name="next" hint={t("passwordHint", { least: PASSWORD_LENGTH.least })} error={wrong.has("next") && words("password_is_weak", { least: PASSWORD_LENGTH.least })}>
          <Input name="next" type="password" autoComplete="new-password" />
        </Field>
        <FormActions><Button type="submit" variant="primary" loading={change.pending}>{t("changePassword")}</Button></FormActions>
      </Form>
    </Card>
  )
}
