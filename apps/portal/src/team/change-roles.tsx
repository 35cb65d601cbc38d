"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { TeamMember } from "@entrepot/domain/tenancy"
import { Alert, Button, Checkbox, Dialog, Field, FieldSet, Select } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { rolesAt, type RoleChoice } from "./role-choice.ts"

type Place = { readonly accountId: string; readonly name: string; readonly kind: "house" | "customer" }

/** The roles of one person at one account. What goes beyond whoever looks can be seen and not changed. */
export function ChangeRoles({ member, roles, onClose }: { member: TeamMember; roles: readonly RoleChoice[]; onClose: () => void }) {
  const t = useTranslations("team")
  const common = useTranslations("common")
  const places = usePlaces(member)
  const [accountId, setAccountId] = useState(places[0]?.accountId ?? "")
  const place = places.find((each) => each.accountId === accountId)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(heldAt(member, accountId))
  const change = useCommand(useTRPC().team.changeRoles.mutationOptions(), { done: t("rolesChanged", { name: member.name }) })
  const save = async () => {
    const before = heldAt(member, accountId)
    const changed = before.size !== chosen.size || [...chosen].some((role) => !before.has(role))
    if (!changed || (await change.run({ userId: member.userId, accountId, roles: [...chosen] }))) return onClose()
  }
  const toggle = (code: string) => setChosen((before) => {
    const after = new Set(before)
    if (!after.delete(code)) after.add(code)
    return after
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("changeRolesTitle", { name: member.name })} description={t("changeRolesText", { account: place?.name ?? "" })} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button variant="primary" loading={change.pending} onClick={() => void save()}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        {change.refused && <Alert tone="danger" live>{change.refused}</Alert>}
        {places.length > 1 && (
          <Field label={t("account")}>
            <Select value={accountId} options={places.map(({ accountId: value, name }) => ({ value, label: name }))} onChange={(event) => { setAccountId(event.target.value); setChosen(heldAt(member, event.target.value)) }} />
          </Field>
        )}
        <FieldSet legend={t("roles")}>
          {rolesAt(roles, place?.kind ?? "customer").map((role) => (
            <Checkbox key={role.code} label={role.name} checked={chosen.has(role.code)} disabled={!role.grantable} onChange={() => toggle(role.code)}
              hint={role.grantable ? t(role.reach === "tenant" ? "houseOnly" : "oneAccount") : t("beyondYou")} />
          ))}
        </FieldSet>
      </div>
    </Dialog>
  )
}

/** Where the person holds roles, and where whoever looks is now. */
function usePlaces(member: TeamMember): Place[] {
  const { account } = usePortal()
  const places = new Map<string, Place>(member.grants.map(({ accountId, accountName, accountKind }) => [accountId, { accountId, name: accountName, kind: accountKind }]))
  places.set(account.accountId, { accountId: account.accountId, name: account.name, kind: account.kind })
  return [...places.values()]
}

function heldAt(member: TeamMember, accountId: string): ReadonlySet<string> {
  return new Set(member.grants.filter((grant) => grant.accountId === accountId).map((grant) => grant.role))
}
