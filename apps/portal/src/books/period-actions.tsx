"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Checklist, Dialog, ReasonDialog, Skeleton, type CheckState } from "@entrepot/ui"
import { CLOSE_CHECKS, type CloseVerdict } from "@entrepot/domain/ledger/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

type Props = { period: string; noRight: string | undefined }

/** Closing asks first what stands in the way, and says it all at once. */
export function ClosePeriod({ period, next, noRight }: Props & { next: boolean }) {
  const t = useTranslations("books.close")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { month } = useFormats()
  const [open, setOpen] = useState(false)
  const verdict = useQuery({ ...trpc.books.closeVerdict.queryOptions({ period }), enabled: open, staleTime: 0 })
  const close = useCommand(trpc.books.close.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done", { month: month(period) }) })
  if (noRight) return <Button size="sm" disabledReason={noRight}>{t("open")}</Button>
  const why = verdict.data ? (verdict.data.canClose ? undefined : t("cannot")) : common("loading")
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant={next ? "primary" : undefined}>{t("open")}</Button>} title={t("title", { month: month(period) })} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={close.pending} disabledReason={why} onClick={() => void close.run({ period })}>{t("confirm")}</Button></>}>
      <div className="grid gap-4" aria-busy={verdict.isPending}>
        {verdict.data ? <Verdict verdict={verdict.data} /> : verdict.isError ? <Alert tone="danger" live>{t("failed")}</Alert> : <Skeleton lines={5} />}
        {close.refused && <Alert tone="danger" live>{close.refused}</Alert>}
      </div>
    </Dialog>
  )
}

function Verdict({ verdict }: { verdict: CloseVerdict }) {
  const t = useTranslations("books.close")
  const words = useTranslations("domain.ledger.check")
  const { month, day } = useFormats()
  const items = CLOSE_CHECKS.filter((code) => !AT_NEED.has(code) || verdict.checks.some((check) => check.code === code)).map((code) => {
    const check = verdict.checks.find((each) => each.code === code)
    const facts = { ...check?.facts, ...(check?.facts["open"] && { open: month(check.facts["open"]) }), ...(check?.facts["endsOn"] && { endsOn: day(check.facts["endsOn"]) }) }
    const state: CheckState = check ? (check.blocking ? "missing" : "warning") : "met"
    return { id: code, state, text: check ? words(code, facts) : t(`met.${code}`) }
  })
  return <Checklist label={t("checks")} items={items} labels={{ met: t("state.met"), warning: t("state.warning"), missing: t("state.missing") }} />
}

/** Worth a line only where they say something. */
const AT_NEED: ReadonlySet<string> = new Set(["period_is_closed", "statements_are_missing", "statements_are_disputed"])

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
