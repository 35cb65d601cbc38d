"use client"
import { useQuery } from "@tanstack/react-query"
import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Dialog, Field, Skeleton } from "@entrepot/ui"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { useTRPC } from "#client/trpc.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { AccountPicker, type Picked } from "./account-picker.tsx"
import { PaymentForm } from "./payment-form.tsx"

type Props = { today: string; /** Whose payment; without one it is chosen first. */ account?: Picked; disabledReason?: string | undefined }

/** Records money that came by transfer, cheque or cash. */
export function RecordPayment({ today, account, disabledReason }: Props) {
  const t = useTranslations("receivables.record")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState(account)
  const trigger = <Button variant="primary" icon={<Plus aria-hidden />} disabledReason={disabledReason}>{t("open")}</Button>
  if (disabledReason) return trigger
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) setPicked(account)
  }
  return (
    <Dialog open={open} onOpenChange={change} trigger={trigger} size="lg" title={account ? t("titleOf", { account: account.name }) : t("title")} description={t("text")} labels={{ close: common("close") }}>
      <div className="grid gap-4">
        {!account && <Field label={t("account")} name="payment-account"><AccountPicker picked={picked} onPick={setPicked} /></Field>}
        {open && picked && <OfAccount key={picked.accountId} accountId={picked.accountId} today={today} onClose={() => change(false)} />}
        {!picked && <p className="text-sm text-muted">{t("chooseFirst")}</p>}
      </div>
    </Dialog>
  )
}

/** What is open is asked when the dialog opens: the page behind may be old. */
function OfAccount({ accountId, today, onClose }: { accountId: string; today: string; onClose: () => void }) {
  const domain = useTranslations("domain")
  const message = useRefusalMessage()
  const asked = useQuery({ ...useTRPC().statements.receivable.queryOptions({ accountId }), staleTime: 0, gcTime: 0 })
  if (asked.error) return <Alert tone="danger" live>{message(asked.error)}</Alert>
  if (!asked.data) return <div aria-busy><Skeleton lines={6} /></div>
  const { record } = asked.data
  if (!record.allowed) return <Alert tone="info">{whyNot(record, domain as never)}</Alert>
  return <PaymentForm account={asked.data} today={today} onClose={onClose} />
}
