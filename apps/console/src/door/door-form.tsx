"use client"
import { Alert, ErrorSummary, Field, FieldSet, Form, Input, RadioGroup, SubmitButton } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useActionState, useState, type FormEvent } from "react"
import { enter } from "./actions.ts"

type Name = "network" | "email" | "password"

/** Two doors: the distributor's staff name their network; the platform's operators have none. */
export function DoorForm({ to, networkCode }: { to: string; networkCode: string }) {
  const t = useTranslations("door")
  const tell = useTranslations()
  const [answer, submit, pending] = useActionState(enter, undefined)
  const [fields, setFields] = useState({ door: to.startsWith("/platform") ? "operator" : "staff", networkCode, email: "", password: "" })
  const [missing, setMissing] = useState<Name[]>([])
  const [attempt, setAttempt] = useState(0)
  const put = (change: Partial<typeof fields>) => setFields((now) => ({ ...now, ...change }))
  const check = (event: FormEvent) => {
    const gaps: Name[] = [...(fields.door === "staff" && !fields.networkCode.trim() ? ["network" as const] : []), ...(fields.email.trim() ? [] : ["email" as const]), ...(fields.password ? [] : ["password" as const])]
    setMissing(gaps)
    setAttempt((count) => count + 1)
    if (gaps.length > 0) event.preventDefault()
  }
  const errorOf = (name: Name) => (missing.includes(name) ? t(`missing.${name}`) : undefined)
  return (
    <Form action={submit} onSubmit={check}>
      <input type="hidden" name="to" value={to} />
      <ErrorSummary title={tell("common.problem")} attempt={attempt} errors={missing.map((name) => ({ name, message: t(`missing.${name}`) }))} />
      {missing.length === 0 && answer && !pending && <Alert live tone="danger" key={answer.attempt}>{tell(refusalKey(answer.refused), { retryMinutes: 15, traceId: "–" })}</Alert>}
      <FieldSet legend={t("who")}>
        <RadioGroup inline name="door" value={fields.door} onValueChange={(door) => put({ door })}
          options={[{ value: "staff", label: t("staff") }, { value: "operator", label: t("operator") }]} />
      </FieldSet>
      {fields.door === "staff" && (
        <Field name="network" label={t("network")} hint={t("networkHint")} error={errorOf("network")}>
          <Input name="network" autoComplete="organization" autoCapitalize="none" spellCheck={false} value={fields.networkCode} onChange={(event) => put({ networkCode: event.currentTarget.value })} />
        </Field>
      )}
      <Field name="email" label={t("email")} error={errorOf("email")}>
        <Input name="email" type="email" autoComplete="username" value={fields.email} onChange={(event) => put({ email: event.currentTarget.value })} />
      </Field>
      <Field name="password" label={t("password")} error={errorOf("password")}>
        <Input name="password" type="password" autoComplete="current-password" value={fields.password} onChange={(event) => put({ password: event.currentTarget.value })} />
      </Field>
      <SubmitButton variant="primary" block loading={pending}>{t("submit")}</SubmitButton>
    </Form>
  )
}

function refusalKey(refused: "refused" | "limited" | "failed"): string {
  return refused === "failed" ? "common.defect" : `refusals.auth.sign_in_${refused}`
}
