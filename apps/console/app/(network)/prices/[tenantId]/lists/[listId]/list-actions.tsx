"use client"
import { Alert, Button, ConfirmDialog } from "@entrepot/ui"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../../src/ask/use-act.ts"

type Props = { tenantId: number; listId: string; name: string; status: "draft" | "published" | "retired"; entries: number; targets: number }

/** Draft, published, retired: a published list never changes, so it is revised by a draft that takes its place. */
export function ListActions({ tenantId, listId, name, status, entries, targets }: Props) {
  const t = useTranslations("prices")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const publish = useAct(trpc.prices.publish.mutationOptions(), { done: t("published", { name }), onDone: () => setOpen(false) })
  const retire = useAct(trpc.prices.retire.mutationOptions(), { done: t("retired", { name }), onDone: () => setOpen(false) })
  const revise = useAct(trpc.prices.revise.mutationOptions(), { refresh: false, onDone: (draft) => router.push(`/prices/${tenantId}/lists/${draft.listId}`) })
  const ref = { tenantId, listId }
  if (status === "retired") return null
  if (status === "draft") {
    const why = entries === 0 ? t("publishEmpty") : targets === 0 ? t("publishForNobody") : undefined
    if (why) return <Button variant="primary" disabledReason={why}>{t("publish")}</Button>
    return (
      <ConfirmDialog open={open} onOpenChange={setOpen} trigger={<Button variant="primary">{t("publish")}</Button>} title={t("publishTitle", { name })} description={t("publishText")} confirmLabel={t("publish")} cancelLabel={common("cancel")} loading={publish.pending} onConfirm={() => publish.run(ref)}>
        {publish.refused && <Alert tone="danger" live>{publish.refused}</Alert>}
      </ConfirmDialog>
    )
  }
  return (
    <>
      {revise.refused && <Alert tone="danger" live>{revise.refused}</Alert>}
      <Button loading={revise.pending} onClick={() => revise.run(ref)}>{t("revise")}</Button>
      <ConfirmDialog open={open} onOpenChange={setOpen} tone="danger" trigger={<Button variant="danger">{t("retire")}</Button>} title={t("retireTitle", { name })} description={t("retireText")} confirmLabel={t("retire")} cancelLabel={common("cancel")} loading={retire.pending} onConfirm={() => retire.run(ref)}>
        {retire.refused && <Alert tone="danger" live>{retire.refused}</Alert>}
      </ConfirmDialog>
    </>
  )
}
