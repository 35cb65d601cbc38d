"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, ConfirmDialog, DescriptionList, LinkButton } from "@entrepot/ui"
import type { Action } from "@entrepot/domain/billing/contract"
import { isForbidden, whyNot } from "@entrepot/domain/tenancy/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

type Props = { draft: { readonly invoiceId: string; readonly version: number; readonly net: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson; readonly actions: { readonly finalise: Action; readonly discard: Action } }; /** As far as it is known: what it would be called and when it would be due. */ number: string | undefined; dueOn: string }

/** What can be done with a draft: change it, throw it away, or number it and write it for good. */
export function DraftActions({ draft, number, dueOn }: Props) {
  const t = useTranslations("invoices.draftForm")
  const common = useTranslations("common")
  const domain = useTranslations("domain")
  const router = useRouter()
  const { money, day } = useFormats()
  const { invoices } = useTRPC()
  const [asked, setAsked] = useState<"finalise" | "discard">()
  const close = () => setAsked(undefined)
  const finalise = useCommand(invoices.finalise.mutationOptions({ onSuccess: close }), { done: (made) => t("finalised", { number: made.number }) })
  const discard = useCommand(invoices.discard.mutationOptions(), { refresh: false, done: t("discarded") })
  const { invoiceId, version, actions } = draft
  if (isForbidden(actions.finalise)) return null
  const throwAway = async () => {
    if (await discard.run({ invoiceId })) router.push("/invoices?state=draft")
  }
  return (
    <>
      <LinkButton href={`/invoices/${invoiceId}/edit`}>{t("edit")}</LinkButton>
      <ConfirmDialog open={asked === "discard"} onOpenChange={(next) => setAsked(next ? "discard" : undefined)} tone="danger" trigger={<Button disabledReason={whyNot(actions.discard, domain as never)}>{t("discard")}</Button>} title={t("discardTitle")} description={t("discardText")} confirmLabel={t("discard")} cancelLabel={common("cancel")} loading={discard.pending} onConfirm={() => void throwAway()}>
        {discard.refused && <Alert tone="danger" live>{discard.refused}</Alert>}
      </ConfirmDialog>
      <ConfirmDialog open={asked === "finalise"} onOpenChange={(next) => setAsked(next ? "finalise" : undefined)} trigger={<Button variant="primary" disabledReason={whyNot(actions.finalise, domain as never)}>{t("finalise")}</Button>} title={t("finaliseTitle")} description={t("finaliseText")} confirmLabel={t("finalise")} cancelLabel={common("cancel")} loading={finalise.pending} onConfirm={() => void finalise.run({ invoiceId, expectedVersion: version })}>
        <DescriptionList align="end" items={[...(number ? [{ term: t("number"), value: number }] : []), { term: t("net"), value: money(draft.net) }, { term: t("tax"), value: money(draft.tax) }, { term: t("total"), value: <strong>{money(draft.total)}</strong> }, { term: t("dueOn"), value: day(dueOn) }]} />
        {finalise.refused && <Alert tone="danger" live>{finalise.refused}</Alert>}
      </ConfirmDialog>
    </>
  )
}
