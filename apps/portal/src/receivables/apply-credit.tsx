"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Dialog, Form, FormActions, Skeleton } from "@entrepot/ui"
import type { ReceivableView } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { ClearingEffect } from "./effect-table.tsx"
import { ShareFields } from "./share-fields.tsx"
import { spreadOver, useAmounts } from "./use-amounts.ts"
import { useCreditPreview } from "./use-preview.ts"

type Props = { accountId: string; credit: MoneyJson; disabledReason: string | undefined }

/** Sets what an account has to its credit against invoices that are open. */
export function ApplyCredit({ accountId, credit, disabledReason }: Props) {
  const t = useTranslations("receivables.apply")
  const common = useTranslations("common")
  const { money } = useFormats()
  const [open, setOpen] = useState(false)
  const trigger = <Button size="sm" disabledReason={disabledReason}>{t("open")}</Button>
  if (disabledReason) return trigger
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} size="lg" title={t("title")} description={t("text", { credit: money(credit) })} labels={{ close: common("close") }}>
      {open && <Fresh accountId={accountId} currency={credit.currency} onClose={() => setOpen(false)} />}
    </Dialog>
  )
}

function Fresh({ accountId, currency, onClose }: { accountId: string; currency: string; onClose: () => void }) {
  const message = useRefusalMessage()
  const asked = useQuery({ ...useTRPC().statements.receivable.queryOptions({ accountId }), staleTime: 0, gcTime: 0 })
  if (asked.error) return <Alert tone="danger" live>{message(asked.error)}</Alert>
  if (!asked.data) return <div aria-busy><Skeleton lines={5} /></div>
  return <CreditForm account={asked.data} currency={currency} onClose={onClose} />
}

function CreditForm({ account, currency, onClose }: { account: ReceivableView; currency: string; onClose: () => void }) {
  const t = useTranslations("receivables.apply")
  const common = useTranslations("common")
  const [record, effect] = [useTranslations("receivables.record"), useTranslations("receivables.effect")]
  const { money } = useFormats()
  const [requestKey] = useState(() => crypto.randomUUID())
  const items = account.items.filter(({ open }) => open.currency === currency)
  const credit = account.balances.find((row) => row.currency === currency)?.credit ?? { amount: "0", currency }
  // What a card is being charged for is left out: it may be paid twice otherwise.
  const amounts = useAmounts(items, currency, spreadOver(items.filter(({ attempt }) => !attempt), credit, account.today))
  const fault = !amounts.valid ? record("sharesWrong") : amounts.shares.length === 0 ? t("nothing") : BigInt(amounts.sum.amount) > BigInt(credit.amount) ? t("tooMuch", { credit: money(credit) }) : undefined
  const input = fault ? undefined : { accountId: account.accountId, invoices: [...amounts.shares] }
  const preview = useCreditPreview(input)
  const apply = useCommand(useTRPC().payments.applyCredit.mutationOptions({ trpc: { context: { key: requestKey } } }), { done: t("done") })
  const blocked = fault ?? preview.refused ?? (preview.current ? undefined : effect("wait"))
  const send = async () => {
    if (input && !blocked && !apply.pending && (await apply.run({ ...input, requestKey }))) onClose()
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void send() }}>
      <ShareFields items={items} amounts={amounts} whole={credit} day={account.today} />
      {preview.shown ? <ClearingEffect preview={preview.shown} pending={!preview.current} /> : input && !preview.refused && <Skeleton lines={3} />}
      {(preview.refused ?? apply.refused) && <Alert tone="danger" live>{preview.refused ?? apply.refused}</Alert>}
      <FormActions>
        <Button type="submit" variant="primary" loading={apply.pending} disabledReason={blocked}>{fault ? t("confirmPlain") : t("confirm", { amount: money(amounts.sum) })}</Button>
        <Button onClick={onClose}>{common("cancel")}</Button>
      </FormActions>
    </Form>
  )
}
