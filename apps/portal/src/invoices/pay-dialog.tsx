"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"
import { Alert, Button, Dialog, Skeleton } from "@entrepot/ui"
import type { Paying } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { AttemptState } from "./attempt-state.tsx"
import { PayForm } from "./pay-form.tsx"

type Props = { invoiceIds: readonly string[]; returnPath: string; trigger: ReactNode; onPaid?: (() => void) | undefined }

/** Pays invoices by card or with credit, and stays until the outcome is known; it may be closed before, the page goes on saying it. */
export function PayDialog({ invoiceIds, returnPath, trigger, onPaid }: Props) {
  const t = useTranslations("invoices.paying")
  const [open, setOpen] = useState(false)
  const [paying, setPaying] = useState<Paying>()
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) setPaying(undefined)
  }
  return (
    <Dialog open={open} onOpenChange={change} trigger={trigger} title={t("title", { count: invoiceIds.length })} labels={{ close: t("close") }}
      footer={paying && <Button variant="primary" onClick={() => change(false)}>{t("done")}</Button>}>
      {!paying && open && <Quoted invoiceIds={invoiceIds} returnPath={returnPath} onPaying={(next) => { setPaying(next); if (next.attemptId === null) onPaid?.() }} />}
      {paying?.attemptId === null && <Alert tone="success" live title={t("byCredit")} />}
      {paying?.attemptId && <AttemptState attemptId={paying.attemptId} follow onSettled={(attempt) => attempt.status === "succeeded" && onPaid?.()} />}
    </Dialog>
  )
}

function Quoted({ invoiceIds, returnPath, onPaying }: Pick<Props, "invoiceIds" | "returnPath"> & { onPaying: (paying: Paying) => void }) {
  const message = useRefusalMessage()
  const quote = useQuery({ ...useTRPC().payments.quote.queryOptions({ invoiceIds: [...invoiceIds] }), staleTime: 0, gcTime: 0 })
  if (quote.error) return <Alert tone="danger" live>{message(quote.error)}</Alert>
  if (!quote.data) return <div aria-busy><Skeleton lines={5} /></div>
  return <PayForm quote={quote.data} returnPath={returnPath} onPaying={onPaying} />
}
