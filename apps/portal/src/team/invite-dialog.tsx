"use client"
import { useLocale, useTranslations } from "next-intl"
import { useState, type FormEvent } from "react"
import { inviteUser, LOCALES } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Dialog, Field, Form, Input, Select } from "@entrepot/ui"
import { LANGUAGES } from "#i18n/languages.ts"
import { usePortal } from "../client/portal.tsx"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { AccountChoice, type Place } from "./account-choice.tsx"
import { rolesAt, type RoleChoice } from "./role-choice.ts"

/** Who, where, and what they may do; only roles that whoever invites holds themselves are offered. */
export function InviteDialog({ roles, onClose }: { roles: readonly RoleChoice[]; onClose: () => void }) {
  const t = useTranslations("team")
  const common = useTranslations("common")
  const portal = usePortal()
  const [place, setPlace] = useState<Place>(portal.account)
  const [role, setRole] = useState("")
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const invite = useCommand(useTRPC().team.invite.mutationOptions(), { done: t("invited") })
  const offered = rolesAt(roles, place.kind).filter((each) => each.grantable)
  const chosen = offered.find((each) => each.code === role)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = inviteUser.safeParse({ email: form.get("email"), name: form.get("name"), locale: form.get("locale"), role: chosen?.code ?? "", accountId: place.accountId })
    setMissing(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path[0]))))
    if (input.success && (await invite.run(input.data))) onClose()
  }
  const error = (name: string) => (missing.has(name) ? t(name === "email" ? "emailInvalid" : "missing") : undefined)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("inviteTitle")} description={t("inviteText")} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button type="submit" form="invite" variant="primary" loading={invite.pending}>{t("inviteSend")}</Button></>}>
      <Form id="invite" onSubmit={(event) => void send(event)}>
        {invite.refused && <Alert tone="danger" live>{invite.refused}</Alert>}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this */}
        <Field label={t("name")} name="name" error={error("name")}><Input name="name" autoComplete="off" autoFocus /></Field>
        <Field label={t("email")} name="email" error={error("email")}><Input name="email" type="email" autoComplete="off" /></Field>
        {portal.reach === "tenant" && <Field label={t("account")}><AccountChoice place={place} onChoose={setPlace} /></Field>}
        <Field label={t("role")} name="role" error={error("role")} hint={chosen && t(chosen.reach === "tenant" ? "houseOnly" : "oneAccount")}>
          <Select value={chosen?.code ?? ""} placeholder={t("chooseRole")} options={offered.map(({ code, name }) => ({ value: code, label: name }))} onChange={(event) => setRole(event.target.value)} />
        </Field>
        <Field label={t("language")} name="locale"><Select name="locale" defaultValue={useLocale()} options={LOCALES.map((locale) => ({ value: locale, label: LANGUAGES[locale] }))} /></Field>
      </Form>
    </Dialog>
  )
}
