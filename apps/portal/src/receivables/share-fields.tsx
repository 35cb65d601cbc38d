"use client"
import { useTranslations } from "next-intl"
import { Button, Field, FieldSet, Input } from "@entrepot/ui"
import type { ReceivableItem } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { isNothing, least, minus, sumOf } from "#invoices/amount.ts"
import { toPayOn, type Amounts } from "./use-amounts.ts"

type Props = { items: readonly ReceivableItem[]; amounts: Amounts; /** What there is to share, and the day that a discount is judged by. */ whole: MoneyJson; day: string }

/** An amount beside each open invoice; one that is left empty gets nothing. */
export function ShareFields({ items, amounts, whole, day }: Props) {
  const t = useTranslations("receivables.shares")
  const { money } = useFormats()
  const left = minus(whole, amounts.sum)
  const short = BigInt(left.amount) < 0n
  const fill = (item: ReceivableItem) => {
    const others = sumOf(amounts.shares.filter(({ invoiceId }) => invoiceId !== item.invoiceId).map(({ amount }) => amount), whole.currency)
    const most = least(toPayOn(item, day), minus(whole, others))
    if (BigInt(most.amount) > 0n) amounts.put(item.invoiceId, most)
    else amounts.type(item.invoiceId, "")
  }
  return (
    <FieldSet legend={t("legend")} hint={short || isNothing(whole) ? undefined : t("left", { amount: money(left) })}>
      <ul className="divide-y rounded-md border">
        {items.map((item) => {
          const fault = amounts.faultOf(item)
          return (
            <li key={item.invoiceId} className="flex flex-wrap items-end gap-x-3 gap-y-1 px-3 py-2">
              <Field className="min-w-0 flex-1" name={`share-${item.invoiceId}`} label={item.number} hint={<ShareHint item={item} day={day} />} error={fault && t(fault, { open: money(item.open) })}>
                <Input value={amounts.texts[item.invoiceId] ?? ""} inputMode="decimal" autoComplete="off" align="end" suffix={whole.currency} onChange={(event) => amounts.type(item.invoiceId, event.currentTarget.value)} />
              </Field>
              <Button size="sm" aria-label={t("fillFor", { number: item.number })} onClick={() => fill(item)}>{t("fill")}</Button>
            </li>
          )
        })}
      </ul>
    </FieldSet>
  )
}

function ShareHint({ item, day }: { item: ReceivableItem; day: string }) {
  const t = useTranslations("receivables.shares")
  const formats = useFormats()
  return [
    t("hint", { open: formats.money(item.open), due: formats.day(item.dueOn) }),
    ...(item.discount && day <= item.discount.until ? [t("discount", { amount: formats.money(item.discount.amount), until: formats.day(item.discount.until) })] : []),
    ...(item.attempt ? [t("underWay")] : []),
  ].join(" ")
}
