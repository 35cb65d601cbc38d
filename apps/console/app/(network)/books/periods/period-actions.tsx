"use client"
import { Alert, Button, Checklist, Dialog, LinkButton, ReasonDialog, Skeleton, type CheckState } from "@entrepot/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { CLOSE_CHECKS, type CloseVerdict } from "@entrepot/domain/ledger/contract"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"

type Props = { period: string; noRight: string | undefined }

/** Closing asks first what stands in the way, and says it all at once. */
export function ClosePeriod({ period, next, noRight }: Props & { next: boolean }) {
  const t = useTranslations("books.close")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { month } = useFormats()
  const [open, setOpen] = useState(false)
  const verdict = useQuery({ ...trpc.books.closeVerdict.queryOptions({ period }), enabled: open, staleTime: 0 })
  const act = useAct(trpc.books.close.mutationOptions(), { done: t("done", { month: month(period) }), onDone: () => setOpen(false) })
  if (noRight) return <Button size="sm" disabledReason={noRight}>{t("open")}</Button>
  const why = verdict.data ? (verdict.data.canClose ? undefined : t("cannot")) : common("loading")
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant={next ? "primary" : undefined}>{t("open")}</Button>} title={t("title", { month: month(period) })} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} disabledReason={why} onClick={() => act.run({ period })}>{t("confirm")}</Button></>}>
      <div className="grid gap-4" aria-busy={verdict.isPending}>
        {verdict.data ? <Verdict verdict={verdict.data} /> : verdict.isError ? <Alert tone="danger" live>{common("loadFailed")}</Alert> : <Skeleton lines={5} />}
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}

/** Where each thing that is missing is mended. */
const MENDED_AT: Readonly<Record<string, string>> = { rate_is_missing: "/books/rates", statements_are_missing: "/settlement/next", statements_are_disputed: "/settlement/disputes", balances_differ: "/books/checks" }

/** Worth a line only where they say something. */
const AT_NEED: ReadonlySet<string> = new Set(["period_is_closed", "documents_differ"])

function Verdict({ verdict }: { verdict: CloseVerdict }) {
  const t = useTranslations("books.close")
  const words = useTranslations("refusals.ledger.check")
  const { month, day } = useFormats()
  const items = CLOSE_CHECKS.filter((code) => !AT_NEED.has(code) || verdict.checks.some((check) => check.code === code)).map((code) => {
    const check = verdict.checks.find((each) => each.code === code)
    const facts = { ...check?.facts, ...(check?.facts["open"] && { open: month(check.facts["open"]) }), ...(check?.facts["endsOn"] && { endsOn: day(check.facts["endsOn"]) }) }
    const state: CheckState = check ? (check.blocking ? "missing" : "warning") : "met"
    const href = check && MENDED_AT[code]
    return { id: code, state, text: check ? words(code, facts) : t(`met.${code}`), ...(href && { action: <LinkButton size="sm" variant="ghost" href={href}>{t("mend")}</LinkButton> }) }
  })
  return <Checklist label={t("checks")} items={items} labels={{ met: t("state.met"), warning: t("state.warning"), missing: t("state.missing") }} />
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
