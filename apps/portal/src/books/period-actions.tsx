"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button, ClosePeriodDialog, ReasonDialog } from "@entrepot/ui"
import { closeChecksInWords, type CloseCheckCode } from "@entrepot/domain/ledger/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

type Props = { period: string; noRight: string | undefined }

const AT_NEED: ReadonlySet<CloseCheckCode> = new Set<CloseCheckCode>(["period_is_closed", "statements_are_missing", "statements_are_disputed"])

/** Closing asks first what stands in the way, and says it all at once. */
export function ClosePeriod({ period, next, noRight }: Props & { next: boolean }) {
  const t = useTranslations("books.close")
  const common = useTranslations("common")
  const failed = useTranslations("domain.ledger.check")
  const trpc = useTRPC()
  const { month, day } = useFormats()
  const [open, setOpen] = useState(false)
  const verdict = useQuery({ ...trpc.books.closeVerdict.queryOptions({ period }), enabled: open, staleTime: 0 })
  const close = useCommand(trpc.books.close.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done", { month: month(period) }) })
  if (noRight) return <Button size="sm" disabledReason={noRight}>{t("open")}</Button>
  return (
    <ClosePeriodDialog open={open} onOpenChange={setOpen} next={next} pending={close.pending} refused={close.refused} failed={verdict.isError ? t("failed") : undefined} onConfirm={() => void close.run({ period })}
      labels={{
        open: t("open"), title: t("title", { month: month(period) }), text: t("text"), confirm: t("confirm"), cancel: common("cancel"), close: common("close"), checks: t("checks"),
        states: { met: t("state.met"), warning: t("state.warning"), missing: t("state.missing") },
      }}
      checks={verdict.data && closeChecksInWords(verdict.data, { atNeed: AT_NEED, met: (code) => t(`met.${code}`), failed, month, day })}
      disabledReason={verdict.data ? (verdict.data.canClose ? undefined : t("cannot")) : common("loading")} />
  )
}

export function ReopenPeriod({ period, noRight }: Props) {
  const t = useTranslations("books.reopen")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { month } = useFormats()
  const [open, setOpen] = useState(false)
  const reopen = useCommand(trpc.books.reopen.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done", { month: month(period) }) })
  if (noRight) return <Button size="sm" variant="ghost" disabledReason={noRight}>{t("open")}</Button>
  return (
    <ReasonDialog open={open} onOpenChange={setOpen} tone="danger" name="reopen-reason" labels={{ reason: t("reason"), hint: t("reasonHint"), missing: t("reasonMissing") }} trigger={<Button size="sm" variant="ghost">{t("open")}</Button>}
      title={t("title", { month: month(period) })} description={t("text")} confirmLabel={t("open")} cancelLabel={common("cancel")} loading={reopen.pending} refused={reopen.refused} onConfirm={(reason) => void reopen.run({ period, reason })} />
  )
}
