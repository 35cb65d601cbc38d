"use client"
import { useTranslations } from "next-intl"
import { PASSWORD_LENGTH } from "@entrepot/domain/tenancy/contract"
import { Alert, Field, Input, Link } from "@entrepot/ui"
import { askForReset, joinHere, setNewPassword, signInHere } from "./actions.ts"
import { DoorForm } from "./door-form.tsx"

export function SignInForm({ to }: { to: string }) {
  const t = useTranslations("door")
  return (
    <DoorForm action={signInHere} submit={t("signIn")}>
      {({ typed }) => (
        <>
          <input type="hidden" name="to" value={to} />
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else */}
          <Field label={t("email")} name="email"><Input name="email" type="email" autoComplete="username" required defaultValue={typed?.["email"]} autoFocus /></Field>
          <Field label={t("password")} name="password"><Input name="password" type="password" autoComplete="current-password" required /></Field>
          <p className="text-sm"><Link href="/forgot-password">{t("forgotLink")}</Link></p>
        </>
      )}
    </DoorForm>
  )
}

export function ForgotForm() {
  const t = useTranslations("door")
  return (
    <DoorForm action={askForReset} submit={t("sendLink")} done={<Alert tone="success" live title={t("linkAskedTitle")}>{t("linkAsked")}</Alert>}>
      {() => (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else
        <Field label={t("email")} name="email"><Input name="email" type="email" autoComplete="username" required autoFocus /></Field>
      )}
    </DoorForm>
  )
}

function NewPassword({ email }: { email: string }) {
  const t = useTranslations("door")
  return (
    <>
      {/* Password keepers file the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t("newPassword")} name="password" hint={t("passwordHint", { least: PASSWORD_LENGTH.least })}>
        <Input name="password" type="password" autoComplete="new-password" minLength={PASSWORD_LENGTH.least} required />
      </Field>
    </>
  )
}

export function ResetForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations("door")
  return (
    <DoorForm action={setNewPassword} submit={t("setPassword")}>
      {() => <><input type="hidden" name="token" value={token} /><NewPassword email={email} /></>}
    </DoorForm>
  )
}

export function InvitationForm({ token, email, name }: { token: string; email: string; name: string }) {
  const t = useTranslations("door")
  return (
    <DoorForm action={joinHere} submit={t("join")}>
      {({ typed }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <Field label={t("name")} name="name"><Input name="name" autoComplete="name" required defaultValue={typed?.["name"] ?? name} /></Field>
          <NewPassword email={email} />
        </>
      )}
    </DoorForm>
  )
}
