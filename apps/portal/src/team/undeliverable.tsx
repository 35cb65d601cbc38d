"use client"
import { useTranslations } from "next-intl"
import type { Undeliverable as Why } from "@entrepot/domain/tenancy/contract"
import { Badge, Button } from "@entrepot/ui"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { useFormats } from "../client/use-formats.ts"

/** An address; where no mail goes there any more, since when and why, and for who keeps the team that it works after all. */
export function Address({ email, undeliverable, manages }: { email: string; undeliverable: Why | null; manages: boolean }) {
  const t = useTranslations("team")
  const { day } = useFormats()
  const confirm = useCommand(useTRPC().team.confirmAddress.mutationOptions(), { done: t("addressConfirmed", { email }) })
  if (!undeliverable) return <span className="text-muted">{email}</span>
  return (
    <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] justify-items-start gap-1 max-sm:justify-items-end max-sm:text-end">
      <span className="break-all text-muted">{email}</span>
      <Badge tone="danger" className="max-sm:whitespace-normal">{t("undeliverable", { on: day(undeliverable.since.slice(0, 10)) })}</Badge>
      <span className="max-w-md text-xs text-muted [overflow-wrap:anywhere]">{undeliverable.reason}</span>
      {manages && <Button size="sm" loading={confirm.pending} onClick={() => void confirm.run({ email })}>{t("confirmAddress")}</Button>}
      {confirm.refused && <span role="alert" className="text-sm text-danger">{confirm.refused}</span>}
    </span>
  )
}
