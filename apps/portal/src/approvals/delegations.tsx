"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Card, Combobox, Dialog, EmptyState, Field, Form, FormActions, FormRow, Input } from "@entrepot/ui"
import type { Delegation } from "@entrepot/domain/approvals"
import { Temporal } from "@entrepot/kernel"
import { useMay, usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

/** Who decides in whose place, and until when. */
export function Delegations({ delegations }: { delegations: readonly Delegation[] }) {
  const t = useTranslations("approvals.delegation")
  const formats = useFormats()
  const revoke = useCommand(useTRPC().approvals.revokeDelegation.mutationOptions(), { done: t("revoked") })
  return (
    <Card title={t("title")} description={t("text")} actions={<NewDelegation />}>
      {delegations.length === 0 ? <EmptyState level={3} title={t("none")} /> : (
        <ul className="grid gap-2">
          {delegations.map((delegation) => (
            <li key={delegation.delegationId} className="flex flex-wrap items-center justify-between gap-3">
              <span>{t(delegation.mine ? "to" : "from", { name: delegation.mine ? delegation.toName : delegation.fromName })} <span className="text-muted">{formats.instant(delegation.startsAt)} – {formats.instant(delegation.endsAt)}</span> {delegation.reason}</span>
              {delegation.mine && <Button size="sm" loading={revoke.pending} onClick={() => void revoke.run({ delegationId: delegation.delegationId })}>{t("revoke")}</Button>}
            </li>
          ))}
        </ul>
      )}
      {revoke.refused && <Alert tone="danger" live>{revoke.refused}</Alert>}
    </Card>
  )
}

function NewDelegation() {
  const t = useTranslations("approvals.delegation")
  const trpc = useTRPC()
  const maySeeTeam = useMay("team.view")
  const { user, tenant } = usePortal()
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState<string>()
  const team = useQuery({ ...trpc.team.list.queryOptions({ limit: 200 }), enabled: open && maySeeTeam })
  const give = useCommand(trpc.approvals.delegate.mutationOptions(), { done: t("given") })
  const today = Temporal.Now.plainDateISO(tenant.zone)
  const at = (form: FormData, name: string, time: string) => Temporal.PlainDateTime.from(`${String(form.get(name))}T${time}`).toZonedDateTime(tenant.zone).toInstant().toString()
  const send = async (form: FormData) => {
    if (to && (await give.run({ toUserId: to, startsAt: at(form, "from", "00:00"), endsAt: at(form, "to", "23:59"), reason: String(form.get("reason") ?? "") }))) setOpen(false)
  }
  const colleagues = (team.data?.members ?? []).filter((member) => member.userId !== user.userId && member.status === "active")
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t("new")} labels={{ close: t("close") }} trigger={<Button disabledReason={maySeeTeam ? undefined : t("askAdministrator")}>{t("new")}</Button>}>
      <Form onSubmit={(event) => { event.preventDefault(); void send(new FormData(event.currentTarget)) }}>
        <Field label={t("colleague")} required><Combobox {...(to ? { value: to } : {})} onValueChange={(value) => setTo(value)} options={colleagues.map(({ userId, name, email }) => ({ value: userId, label: name, detail: email }))} labels={{ empty: t("nobody"), loading: t("loading"), failed: t("failed") }} /></Field>
        <FormRow>
          <Field label={t("fromDay")} required><Input type="date" name="from" required defaultValue={today.toString()} /></Field>
          <Field label={t("toDay")} required><Input type="date" name="to" required defaultValue={today.add({ days: 7 }).toString()} /></Field>
        </FormRow>
        <Field label={t("reason")} optionalLabel={t("optional")}><Input name="reason" maxLength={200} /></Field>
        {give.refused && <Alert tone="danger" live>{give.refused}</Alert>}
        <FormActions><Button type="submit" variant="primary" loading={give.pending} disabledReason={to ? undefined : t("chooseFirst")}>{t("give")}</Button></FormActions>
      </Form>
    </Dialog>
  )
}
