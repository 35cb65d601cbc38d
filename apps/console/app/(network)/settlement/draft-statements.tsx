"use client"
import { Alert, Button, Dialog, Field, Select, type SelectOption } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"

type Props = { months: readonly SelectOption[]; partners: readonly SelectOption[]; disabledReason: string | undefined }

/** Puts what happened in a month that is over on statements: of one partner or of all. What is on one already stays there. */
export function DraftStatements({ months, partners, disabledReason }: Props) {
  const t = useTranslations("settlement.drafting")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [period, setPeriod] = useState(months[0]?.value ?? "")
  const [tenant, setTenant] = useState("")
  const act = useAct(trpc.settlement.draft.mutationOptions(), { done: ({ drafted }) => t("done", { count: drafted }), onDone: () => setOpen(false) })
  if (disabledReason) return <Button disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button variant="primary">{t("open")}</Button>} title={t("title")} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={() => act.run({ period, ...(tenant && { tenantId: Number(tenant) }) })}>{t("confirm")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("period")} name="draft-period"><Select value={period} options={months} onChange={(event) => setPeriod(event.currentTarget.value)} /></Field>
        <Field label={t("partner")} name="draft-partner"><Select value={tenant} options={partners} placeholder={t("everyPartner")} onChange={(event) => setTenant(event.currentTarget.value)} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
