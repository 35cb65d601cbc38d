"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { TenantKey } from "@entrepot/domain/tenancy"
import { Alert, Badge, Button, CodeText, ConfirmDialog, DataTable, StatusBadge, type Column } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { useFormats } from "../client/use-formats.ts"

/** The keys of machines: what each begins with, what it may, whose walls it is in, and since when it was not used. */
export function Keys({ keys, manages }: { keys: readonly TenantKey[]; manages: boolean }) {
  const t = useTranslations("team")
  const { instant } = useFormats()
  const { reach } = usePortal()
  const columns: Column<TenantKey>[] = [
    { id: "name", header: t("keyName"), primary: true, cell: (row) => row.name },
    { id: "prefix", header: t("keyPrefix"), cell: (row) => <CodeText>{row.prefix}…</CodeText> },
    { id: "may", header: t("keyMay"), cell: (row) => <span className="flex flex-wrap gap-1">{row.permissions.map((permission) => <Badge key={permission}>{t(`keyPermissions.${permission.replace(".", "_")}` as never)}</Badge>)}</span> },
    ...(reach === "tenant" ? [{ id: "account", header: t("account"), cell: (row: TenantKey) => (row.reach === "tenant" ? t("keyEverything") : row.accountName) }] : []),
    { id: "made", header: t("keyMade"), cell: (row) => <span className="text-muted">{row.createdBy}, <time dateTime={row.createdAt}>{instant(row.createdAt)}</time></span> },
    { id: "used", header: t("keyUsed"), cell: (row) => <span className="text-muted">{row.lastUsedAt ? <time dateTime={row.lastUsedAt}>{instant(row.lastUsedAt)}</time> : t("keyNever")}</span> },
    { id: "state", header: t("keyState"), cell: (row) => <StatusBadge tone={row.revokedAt ? "neutral" : "success"}>{t(row.revokedAt ? "keyRevoked" : "keyValid")}</StatusBadge> },
  ]
  if (manages) columns.push({ id: "actions", header: <span className="sr-only">{t("actionsFor", { name: "" })}</span>, label: "", align: "end", cell: (row) => (row.revokedAt ? null : <RevokeKey keyId={row.keyId} name={row.name} />) })
  return <DataTable caption={t("keys")} rows={keys} columns={columns} rowKey={(row) => row.keyId} />
}

function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const t = useTranslations("team")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const revoke = useCommand(useTRPC().team.revokeKey.mutationOptions(), { done: t("keyRevokedDone", { name }) })
  const confirm = async () => {
    if (await revoke.run({ keyId })) setOpen(false)
  }
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} tone="danger" trigger={<Button size="sm" variant="ghost">{t("keyRevoke")}</Button>} title={t("keyRevokeTitle", { name })} description={t("keyRevokeText")}
      confirmLabel={t("keyRevoke")} cancelLabel={common("cancel")} loading={revoke.pending} onConfirm={() => void confirm()}>
      {revoke.refused && <Alert tone="danger" live>{revoke.refused}</Alert>}
    </ConfirmDialog>
  )
}
