"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Field, QuantityInput, Select } from "@entrepot/ui"
import type { CalendarEntry, SubscriptionLineView } from "@entrepot/domain/subscriptions"
import { unitInWords } from "@entrepot/kernel"
import { useTRPCClient } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { unitLabel } from "../units.ts"
import { ChangeDialog, type ChangeOf } from "./change-dialog.tsx"
import { PricePolicyForm } from "./price-policy-form.tsx"
import { ProductPicker, type Picked } from "./product-picker.tsx"
import { ScopeForm, type At } from "./scope-form.tsx"
import { StockOutForm, stockOutIsWhole } from "./stock-out-form.tsx"
import { UsagePolicyForm } from "./usage-policy-form.tsx"
import { useSay } from "./use-say.ts"

export type LineOf = Pick<SubscriptionLineView, "lineId" | "productId" | "sku" | "name" | "unit" | "quantity">
type Props = { of: ChangeOf; line: LineOf; entry: CalendarEntry | undefined; onClose: () => void }

const firstAt = (entry: CalendarEntry | undefined): At => (entry ? { scope: "this", n: entry.n } : { scope: "from_next" })

export function QuantityDialog({ of, line, entry, onClose }: Props) {
  const t = useSay()
  const units = useTranslations("units")
  const [quantity, setQuantity] = useState<string | undefined>(line.quantity)
  const [at, setAt] = useState<At>(firstAt(entry))
  const whole = quantity !== undefined && Number(quantity) > 0
  return (
    <ChangeDialog of={of} title={t("do.quantity.title", { sku: line.sku })} confirm={t("do.quantity.confirm")} onClose={onClose} missing={!whole ? t("do.quantity.missing") : quantity === line.quantity ? t("do.quantity.same") : undefined}
      change={whole && quantity !== line.quantity ? { kind: "quantity", lineId: line.lineId, quantity, at } : undefined}>
      <Quantity label={t("quantity")} unit={unitInWords(units, line.unit, quantity)} value={quantity} onChange={setQuantity} />
      <ScopeForm value={at} onChange={setAt} entry={entry} />
    </ChangeDialog>
  )
}

export function SwapDialog({ of, line, entry, onClose }: Props) {
  const t = useSay()
  const [wish, setWish] = useState<Wish>()
  const [at, setAt] = useState<At>(firstAt(entry))
  return (
    <ChangeDialog of={of} title={t("do.swap.title", { sku: line.sku })} text={t("do.swap.text", { sku: line.sku })} confirm={t("do.swap.confirm")} onClose={onClose} missing={wish ? undefined : t("do.swap.missing")}
      change={wish && { kind: "swap", lineId: line.lineId, productId: wish.productId, unit: wish.unit, quantity: wish.quantity, at }}>
      <WishForm label={t("do.swap.to")} value={wish} first={line.quantity} onChange={setWish} />
      <ScopeForm value={at} onChange={setAt} entry={entry} />
    </ChangeDialog>
  )
}

export function AddLineDialog({ of, entry, onClose }: Omit<Props, "line">) {
  const t = useSay()
  const [wish, setWish] = useState<Wish>()
  const [at, setAt] = useState<At>({ scope: "from_next" })
  return (
    <ChangeDialog of={of} title={t("do.add_line.title")} confirm={t("do.add_line.confirm")} onClose={onClose} missing={wish ? undefined : t("do.swap.missing")}
      change={wish && { kind: "add_line", line: { productId: wish.productId, unit: wish.unit, quantity: wish.quantity }, at }}>
      <WishForm label={t("product")} value={wish} first={undefined} onChange={setWish} />
      <ScopeForm value={at} onChange={setAt} entry={entry} />
    </ChangeDialog>
  )
}

export function RemoveLineDialog({ of, line, entry, onClose }: Props) {
  const t = useSay()
  const [at, setAt] = useState<At>(firstAt(entry))
  return (
    <ChangeDialog of={of} tone="danger" title={t("do.remove_line.title", { sku: line.sku })} confirm={t("do.remove_line.confirm")} onClose={onClose} change={{ kind: "remove_line", lineId: line.lineId, at }}>
      <ScopeForm value={at} onChange={setAt} entry={entry} />
    </ChangeDialog>
  )
}

/** Price, what happens without stock, and what reports of use do, of one line. */
export function PoliciesDialog({ of, line, onClose }: { of: ChangeOf; line: SubscriptionLineView; onClose: () => void }) {
  const t = useSay()
  const [pricePolicy, setPrice] = useState(line.pricePolicy)
  const [stockOut, setStockOut] = useState(line.stockOut)
  const [usage, setUsage] = useState(line.usage)
  const [names, setNames] = useState<ReadonlyMap<string, Picked>>(() => new Map(line.substitutes.map((each) => [each.productId, each])))
  const same = JSON.stringify([pricePolicy, stockOut, usage]) === JSON.stringify([line.pricePolicy, line.stockOut, line.usage])
  const whole = stockOutIsWhole(stockOut)
  return (
    <ChangeDialog of={of} title={t("do.policies.title", { sku: line.sku })} confirm={t("do.policies.confirm")} onClose={onClose} missing={!whole ? t("stockOut.needsProduct") : same ? t("do.nothingChanged") : undefined}
      change={whole && !same ? { kind: "policies", lineIds: [line.lineId], pricePolicy, stockOut, usage } : undefined}>
      <PricePolicyForm tiers={of.behalfOf !== null} value={pricePolicy} quantity={line.quantity} onChange={setPrice} />
      <StockOutForm value={stockOut} names={names} onName={(picked) => setNames((before) => new Map(before).set(picked.productId, picked))} onChange={setStockOut} />
      <UsagePolicyForm value={usage} onChange={setUsage} />
    </ChangeDialog>
  )
}

type Wish = Picked & { readonly unit: string; readonly quantity: string }

type Units = Awaited<ReturnType<ReturnType<typeof useTRPCClient>["catalog"]["product"]["query"]>>["units"]

function WishForm({ label, value, first, onChange }: { label: string; value: Wish | undefined; first: string | undefined; onChange: (wish: Wish | undefined) => void }) {
  const t = useSay()
  const words = useTranslations("units")
  const { number } = useFormats()
  const client = useTRPCClient()
  const [picked, setPicked] = useState<Picked>()
  const [units, setUnits] = useState<Units>()
  const unit = units?.find((each) => each.unit === value?.unit)
  const pick = async (next: Picked) => {
    setPicked(next)
    setUnits(undefined)
    onChange(undefined)
    const found = (await client.catalog.product.query({ productId: next.productId })).units
    setUnits(found)
    if (found[0]) onChange({ ...next, unit: found[0].unit, quantity: first ?? found[0].minimum })
  }
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2"><ProductPicker label={label} value={picked} onPick={(next) => void pick(next)} /></div>
      {units?.length === 0 && <p className="text-sm text-danger">{t("picker.notSold")}</p>}
      {units && value && unit && (
        <>
          <Field label={t("unit")}><Select value={unit.unit} onChange={(event) => onChange({ ...value, unit: event.currentTarget.value })} options={units.map((each) => ({ value: each.unit, label: unitLabel(words, each, number) }))} /></Field>
          <Quantity label={t("quantity")} min={unit.minimum} step={unit.step} value={value.quantity} onChange={(quantity) => quantity && Number(quantity) > 0 && onChange({ ...value, quantity })} />
        </>
      )}
    </div>
  )
}

function Quantity({ label, value, onChange, ...rule }: { label: string; value: string | undefined; onChange: (quantity: string | undefined) => void; unit?: string; min?: string; step?: string }) {
  const t = useSay()
  const { locale } = useFormats()
  return <Field label={label}><QuantityInput {...rule} value={value} decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(quantity) => onChange(quantity)} /></Field>
}
