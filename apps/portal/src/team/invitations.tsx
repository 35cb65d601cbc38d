"use client"
import { useTranslations } from "next-intl"
import type { PendingInvitation } from "@entrepot/domain/tenancy"
import { Badge, Button, DataTable, type Column } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { useFormats } from "../client/use-formats.ts"
import type { RoleChoice } from "./role-choice.ts"
import { Address } from "./undeliverable.tsx"

export function Invitations({ invitations, roles, manages }: { invitations: readonly PendingInvitation[]; roles: readonly RoleChoice[]; manages: boolean }) {
  const t = useTranslations("team")
  const { instant } = useFormats()
  const { reach } = usePortal()
  const columns: Column<PendingInvitation>[] = [
    { id: "name", header: t("name"), primary: true, cell: (row) => row.name },
    { id: "email", header: t("email"), cell: (row) => <Address email={row.email} undeliverable={row.undeliverable} manages={manages} /> },
    { id: "role", header: t("role"), cell: (row) => roles.find((role) => role.code === row.role)?.name ?? row.role },
    ...(reach === "tenant" ? [{ id: "account", header: t("account"), cell: (row: PendingInvitation) => row.accountName }] : []),
    { id: "expires", header: t("expires"), cell: (row) => (row.expired ? <Badge tone="warning">{t("expired")}</Badge> : <time dateTime={row.expiresAt}>{instant(row.expiresAt)}</time>) },
  ]
  if (manages) columns.push({ id: "actions", header: <span className="sr-only">{t("actionsFor", { name: "" })}</span>, label: "", align: "end", cell: (row) => <InvitationActions invitation={row} /> })
  return <DataTable caption={t("invitations")} rows={invitations} columns={columns} rowKey={(row) => row.invitationId} />
}

function InvitationActions({ invitation: { accountId, invitationId } }: { invitation: PendingInvitation }) {
  const t = useTranslations("team")
  const trpc = useTRPC()
  const resend = useCommand(trpc.team.resendInvitation.mutationOptions(), { done: t("resent") })
  const revoke = useCommand(trpc.team.revokeInvitation.mutationOptions(), { done: t("revoked") })
  const refused = resend.refused ?? revoke.refused
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {refused && <span role="alert" className="text-sm text-danger">{refused}</span>}
      <Button size="sm" loading={resend.pending} onClick={() => void resend.run({ accountId, invitationId })}>{t("resend")}</Button>
      <Button size="sm" variant="ghost" loading={revoke.pending} onClick={() => void revoke.run({ accountId, invitationId })}>{t("revoke")}</Button>
    </span>
  )
}
