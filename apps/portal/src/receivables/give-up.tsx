"use client"
import { useQuery } from "@tanstack/react-query"
import { Ellipsis } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"
import { DropdownMenu, IconButton, ReasonDialog } from "@entrepot/ui"
import type { Action } from "@entrepot/domain/billing/contract"
import { isForbidden, whyNot } from "@entrepot/domain/tenancy/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

type Kind = "writeOff" | "void"
type Props = { invoice: { readonly invoiceId: string; readonly number: string; readonly open: MoneyJson; readonly actions: Readonly<Record<Kind, Action>> }; trigger?: ReactNode }

/** Writes off what is open of an invoice, or takes the invoice back. Whoever may never do so is not offered it. */
export function GiveUp({ invoice, trigger }: Props) {
  const t = useTranslations("receivables.giveUp")
  const domain = useTranslations("domain")
  const [chosen, setChosen] = useState<Kind>()
  const { number, actions } = invoice
  if (isForbidden(actions.writeOff) && isForbidden(actions.void)) return null
  const item = (kind: Kind) => ({ label: t(kind), tone: "danger" as const, disabledReason: whyNot(actions[kind], domain as never, { number }), onSelect: () => setChosen(kind) })
  return (
    <>
      <DropdownMenu trigger={trigger ?? <IconButton size="sm" label={t("more", { number })} icon={<Ellipsis aria-hidden />} />} groups={[{ items: [item("writeOff"), item("void")] }]} />
      {chosen && <GiveUpDialog key={chosen} kind={chosen} invoice={invoice} onClose={() => setChosen(undefined)} />}
    </>
  )
}

function GiveUpDialog({ kind, invoice: { invoiceId, number, open }, onClose }: Pick<Props, "invoice"> & { kind: Kind; onClose: () => void }) {
  const t = useTranslations("receivables.giveUp")
  const { money } = useFormats()
  const { invoices } = useTRPC()
  const writeOff = useCommand(invoices.writeOff.mutationOptions(), { done: ({ status }) => t(status === "awaiting_approval" ? "asked" : "writtenOff") })
  // Whether somebody else has to agree is said before it is asked for.
  const { data: preview } = useQuery({ ...invoices.previewWriteOff.queryOptions({ invoiceId }), enabled: kind === "writeOff", staleTime: 0, gcTime: 0, retry: false })
  const void_ = useCommand(invoices.void.mutationOptions(), { done: t("voided") })
  const command = kind === "void" ? void_ : writeOff
  const run = async (reason: string) => {
    if (await command.run({ invoiceId, reason })) onClose()
  }
  const facts = { number, open: money(open) }
  const waits = kind === "writeOff" && preview?.approval ? t(preview.approval.approvers.length > 0 ? "writeOffWaits" : "writeOffStranded", { above: money(preview.approval.above), names: preview.approval.approvers.join(", ") }) : undefined
  return (
    <ReasonDialog open onOpenChange={(next) => !next && onClose()} name={`give-up-${invoiceId}`} tone="danger" title={t(`${kind}Title`, facts)} description={<>{t(`${kind}Text`, facts)}{waits && <span className="mt-2 block font-medium">{waits}</span>}</>} confirmLabel={t(kind)} cancelLabel={t("keep")}
      labels={{ reason: t("reason"), hint: t("reasonHint"), missing: t("reasonMissing") }} loading={command.pending} refused={command.refused} onConfirm={(reason) => void run(reason)} />
  )
}
