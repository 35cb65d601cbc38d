"use client"
import { Ellipsis, UserCog, UserMinus, UserPlus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { TeamMember } from "@entrepot/domain/tenancy"
import { Avatar, Badge, DataTable, DropdownMenu, IconButton, LoadMore, type Column, type MenuItem } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPC, useTRPCClient } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { ChangeRoles } from "./change-roles.tsx"
import { DeactivateDialog } from "./deactivate-dialog.tsx"
import type { RoleChoice } from "./role-choice.ts"
import { Address } from "./undeliverable.tsx"

type Open = { readonly what: "roles" | "deactivate"; readonly member: TeamMember } | undefined

export function Members({ members, roles, manages, nextCursor }: { members: readonly TeamMember[]; roles: readonly RoleChoice[]; manages: boolean; nextCursor: string | null }) {
  const t = useTranslations("team")
  const words = useTranslations()
  const { user } = usePortal()
  const [open, setOpen] = useState<Open>()
  const more = useMore(nextCursor)
  const nameOf = (code: string) => roles.find((role) => role.code === code)?.name ?? code
  const columns: Column<TeamMember>[] = [
    { id: "name", header: t("name"), primary: true, sortValue: (row) => row.name, cell: (row) => <span className="flex items-center gap-2"><Avatar name={row.name} />{row.name}{row.userId === user.userId && <span className="font-normal text-muted">({t("you")})</span>}</span> },
    { id: "email", header: t("email"), sortValue: (row) => row.email, cell: (row) => <Address email={row.email} undeliverable={row.undeliverable} manages={manages} /> },
    { id: "roles", header: t("roles"), cell: (row) => <Grants member={row} nameOf={nameOf} none={t("noRoles")} /> },
    { id: "status", header: t("status"), sortValue: (row) => row.status, cell: (row) => <Badge tone={row.status === "active" ? "success" : "neutral"}>{words(`domain.tenancy.status.${row.status}`)}</Badge> },
  ]
  if (manages) columns.push({ id: "actions", header: <span className="sr-only">{t("actionsFor", { name: "" })}</span>, label: "", align: "end", cell: (row) => <MemberMenu member={row} self={row.userId === user.userId} onOpen={setOpen} /> })
  return (
    <>
      <DataTable caption={t("members")} rows={[...members, ...more.rows]} columns={columns} rowKey={(row) => row.userId}
        footer={more.load && <LoadMore label={words("common.loadMore")} loading={more.loading} onLoadMore={more.load} />} />
      {open?.what === "roles" && <ChangeRoles member={open.member} roles={roles} onClose={() => setOpen(undefined)} />}
      {open?.what === "deactivate" && <DeactivateDialog member={open.member} onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** Each role once; where it is held matters only to somebody who sees several accounts. */
function Grants({ member, nameOf, none }: { member: TeamMember; nameOf: (code: string) => string; none: string }) {
  const { reach } = usePortal()
  if (member.grants.length === 0) return <span className="text-muted">{none}</span>
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      {member.grants.map(({ accountId, accountName, accountKind, role }) => (
        <Badge key={`${accountId} ${role}`} tone="neutral" className="max-sm:whitespace-normal">{nameOf(role)}{reach === "tenant" && accountKind === "customer" && ` · ${accountName}`}</Badge>
      ))}
    </span>
  )
}

function MemberMenu({ member, self, onOpen }: { member: TeamMember; self: boolean; onOpen: (open: Open) => void }) {
  const t = useTranslations("team")
  const { reach, account } = usePortal()
  const trpc = useTRPC()
  const reactivate = useCommand(trpc.team.reactivate.mutationOptions(), { done: t("reactivated", { name: member.name }) })
  const leave = useCommand(trpc.team.changeRoles.mutationOptions(), { done: t("rolesChanged", { name: member.name }) })
  const own = self ? t("ownRow") : undefined
  const items: MenuItem[] = [{ label: t("changeRoles"), icon: <UserCog aria-hidden />, disabledReason: own, onSelect: () => onOpen({ what: "roles", member }) }]
  if (reach === "account") items.push({ label: t("removeFromAccount", { account: account.name }), icon: <UserMinus aria-hidden />, tone: "danger", disabledReason: own, onSelect: () => void leave.run({ userId: member.userId, accountId: account.accountId, roles: [] }) })
  else if (member.status === "deactivated") items.push({ label: t("reactivate"), icon: <UserPlus aria-hidden />, onSelect: () => void reactivate.run({ userId: member.userId }) })
  else items.push({ label: t("deactivate"), icon: <UserMinus aria-hidden />, tone: "danger", disabledReason: own, onSelect: () => onOpen({ what: "deactivate", member }) })
  return (
    <span className="inline-flex items-center gap-2">
      {(reactivate.refused ?? leave.refused) && <span role="alert" className="text-sm text-danger">{reactivate.refused ?? leave.refused}</span>}
      <DropdownMenu groups={[{ items }]} trigger={<IconButton size="sm" label={t("actionsFor", { name: member.name })} icon={<Ellipsis aria-hidden />} loading={reactivate.pending || leave.pending} />} />
    </span>
  )
}

function useMore(first: string | null) {
  const client = useTRPCClient()
  const [page, setPage] = useState<{ rows: readonly TeamMember[]; cursor: string | null }>({ rows: [], cursor: first })
  const [loading, setLoading] = useState(false)
  const { cursor } = page
  const load = async () => {
    if (!cursor) return
    setLoading(true)
    const next = await client.team.list.query({ cursor, limit: 200 }).finally(() => setLoading(false))
    setPage(({ rows }) => ({ rows: [...rows, ...next.members], cursor: next.nextCursor }))
  }
  return { rows: page.rows, loading, load: cursor ? () => void load() : undefined }
}
