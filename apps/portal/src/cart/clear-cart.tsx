"use client"
import { useTranslations } from "next-intl"
import { Button, ConfirmDialog } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

export function ClearCart() {
  const t = useTranslations("cart")
  const clear = useCommand(useTRPC().cart.clear.mutationOptions(), { done: t("cleared") })
  return <ConfirmDialog trigger={<Button variant="ghost">{t("clear")}</Button>} title={t("clearTitle")} description={t("clearText")} confirmLabel={t("clear")} cancelLabel={t("cancel")} tone="danger" loading={clear.pending} onConfirm={() => void clear.run(undefined)} />
}
