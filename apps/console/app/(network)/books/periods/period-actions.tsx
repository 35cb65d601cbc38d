"use client"
import { Button, ClosePeriodDialog, LinkButton, ReasonDialog } from "@entrepot/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { closeChecksInWords, type CloseCheckCode } from "@entrepot/domain/ledger/contract"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"

type Props = { period: string; noRight: string | undefined }

/** Where each thing that is missing is mended. */
const MENDED_AT: Partial<Record<CloseCheckCode, string>> = { rate_is_missing: "/books/rates", statements_are_missing: "/settlement/next", statements_are_disputed: "/settlement/disputes", balances_differ: "/books/checks" }

const AT_NEED: ReadonlySet<CloseCheckCode> = new Set<CloseCheckCode>(["period_is_closed", "documents_differ"])

/** Closing asks first what stands in the way, and says it all at once. */
export function ClosePeriod({ period, next, noRight }: Props & { next: boolean }) {
  const t = useTranslations("books.close")
  const common = useTranslations("common")
  const failed = useTranslations("refusals.ledger.check")
  const trpc = useTRPC()
  const { month, day } = useFormats()
  const [open, setOpen] = useState(false)
  const verdict = useQuery({ ...trpc.books.closeVerdict.queryOptions({ period }), enabled: open, staleTime: 0 })
  const act = useAct(trpc.books.close.mutationOptions(), { done: t("done", { month: month(period) }), onDone: () => setOpen(false) })
  if (noRight) return <Button size="sm" disabledReason={noRight}>{t("open")}</Button>
  const checks = verdict.data && closeChecksInWords(verdict.data, { atNeed: AT_NEED, met: (code) => t(`met.${code}`), failed, month, day }).map((check) => {
    const href = check.state !== "met" && MENDED_AT[check.id]
    return href ? { ...check, action: <LinkButton size="sm" variant="ghost" href={href}>{t("mend")}</LinkButton> } : check
  })
  return (
    <ClosePeriodDialog open={open} onOpenChange={setOpen} next={next} checks={checks} pending={act.pending} refused={act.refused} failed={verdict.isError ? common("loadFailed") : undefined} onConfirm={() => act.run({ period })}
      labels={{
        open: t("open"), title: t("title", { month: month(period) }), text: t("text"), confirm: t("confirm"), cancel: common("cancel"), close: common("close"), checks: t("checks"),
        states: { met: t("state.met"), warning: t("state.warning"), missing: t("state.missing") },
      }}
      disabledReason={verdict.data ? (verdict.data.canClose ? undefined : t("cannot")) : common("loading")} />
  )
}

export function ReopenPeriod({ period, noRight }: Props) {
  const t = useTranslations("books.reopen")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { month } = useFormats()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.books.reopen.mutationOptions(), { done: t("done", { month: month(period) }), onDone: () => setOpen(false) })
  if (noRight) return <Button size="sm" variant="ghost" disabledReason={noRight}>{t("open")}</Button>
  return (
    <ReasonDialog open={open} onOpenChange={setOpen} tone="danger" name="reopen-reason" labels={{ reason: common("reason"), hint: common("reasonHint"), missing: common("required", { field: common("reason") }) }} trigger={<Button size="sm" variant="ghost">{t("open")}</Button>}
      title={t("title", { month: month(period) })} description={t("text")} confirmLabel={t("open")} cancelLabel={common("back")} loading={act.pending} refused={act.refused} onConfirm={(reason) => act.run({ period, reason })} />
  )
}
