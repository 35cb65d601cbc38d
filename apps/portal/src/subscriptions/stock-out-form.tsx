"use client"
import { useQuery } from "@tanstack/react-query"
import { ArrowDown, ArrowUp, X } from "lucide-react"
import { Button, FieldSet, IconButton, Select } from "@entrepot/ui"
import type { StockOutPolicy } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { PercentField } from "./price-policy-form.tsx"
import { ProductPicker, type Picked } from "./product-picker.tsx"
import { useSay } from "./use-say.ts"

type Step = StockOutPolicy[number]
const STEPS = ["substitute", "split", "partial", "skip", "hold"] as const

type Props = { value: StockOutPolicy; onChange: (policy: StockOutPolicy) => void; /** Names of the products that stand in. */ names: ReadonlyMap<string, Picked>; onName: (picked: Picked) => void }

/** What to do when there is too little: steps in their order, each tried when the one before it does not help. */
export function StockOutForm({ value, onChange, names, onName }: Props) {
  const t = useSay()
  const left = STEPS.filter((step) => !value.some((each) => each.step === step))
  const swap = (at: number, by: 1 | -1) => {
    const next = [...value]
    const [one, other] = [next[at], next[at + by]]
    if (!one || !other) return
    next[at] = other
    next[at + by] = one
    onChange(next)
  }
  const set = (at: number, step: Step) => onChange(value.map((each, index) => (index === at ? step : each)))
  return (
    <FieldSet legend={t("stockOut.legend")} hint={t("stockOut.text")}>
      <ol className="grid gap-2">
        {value.map((step, at) => (
          <li key={step.step} className="grid gap-2 rounded-md border p-2.5">
            <div className="flex items-center gap-1">
              <span className="min-w-0 flex-1 text-sm"><span className="font-medium">{at + 1}. {t(`stockOut.kind.${step.step}`)}</span><span className="block text-muted">{t(`stockOut.hint.${step.step}`)}</span></span>
              <IconButton size="sm" icon={<ArrowUp aria-hidden />} label={t("stockOut.up", { step: t(`stockOut.kind.${step.step}`) })} disabledReason={at === 0 ? t("stockOut.isFirst") : undefined} onClick={() => swap(at, -1)} />
              <IconButton size="sm" icon={<ArrowDown aria-hidden />} label={t("stockOut.down", { step: t(`stockOut.kind.${step.step}`) })} disabledReason={at === value.length - 1 ? t("stockOut.isLast") : undefined} onClick={() => swap(at, 1)} />
              <IconButton size="sm" icon={<X aria-hidden />} label={t("stockOut.drop", { step: t(`stockOut.kind.${step.step}`) })} disabledReason={value.length === 1 ? t("stockOut.needsOne") : undefined} onClick={() => onChange(value.filter((_, index) => index !== at))} />
            </div>
            {step.step === "substitute" && <Substitutes step={step} names={names} onName={onName} onChange={(next) => set(at, next)} />}
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <Select aria-label={t("stockOut.add")} className="sm:w-64" value="" placeholder={t("stockOut.add")} onChange={(event) => {
          const step = STEPS.find((each) => each === event.currentTarget.value)
          if (step) onChange([...value, step === "substitute" ? { step, productIds: [], capPercent: "0" } : { step }])
        }} options={left.map((step) => ({ value: step, label: t(`stockOut.kind.${step}`) }))} />
      )}
    </FieldSet>
  )
}

function Substitutes({ step, names, onName, onChange }: { step: Extract<Step, { step: "substitute" }>; names: Props["names"]; onName: Props["onName"]; onChange: (step: Step) => void }) {
  const t = useSay()
  const add = (picked: Picked) => {
    onName(picked)
    if (!step.productIds.includes(picked.productId)) onChange({ ...step, productIds: [...step.productIds, picked.productId] })
  }
  return (
    <div className="grid gap-2">
      <ul className="grid gap-1 text-sm">
        {step.productIds.map((id, at) => (
          <li key={id} className="flex items-center gap-2"><span className="min-w-0 flex-1">{at + 1}. <ProductName productId={id} known={names.get(id)} /></span><Button size="sm" variant="ghost" onClick={() => onChange({ ...step, productIds: step.productIds.filter((each) => each !== id) })}>{t("remove")}</Button></li>
        ))}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        {step.productIds.length < 10 && <ProductPicker key={step.productIds.length} label={t("stockOut.addProduct")} onPick={add} />}
        <PercentField label={t("stockOut.cap")} value={step.capPercent} onChange={(capPercent) => onChange({ ...step, capPercent })} />
      </div>
    </div>
  )
}

/** The name of a product that was chosen before; one that nobody knows here is asked for. */
function ProductName({ productId, known }: { productId: string; known: Picked | undefined }) {
  const { data } = useQuery({ ...useTRPC().catalog.product.queryOptions({ productId }), enabled: known === undefined, staleTime: 300_000 })
  const product = known ?? data
  return product ? `${product.sku} ${product.name}` : "…"
}

/** A substitute that names nobody is no step that could be kept. */
export function stockOutIsWhole(policy: StockOutPolicy): boolean {
  return policy.length > 0 && policy.every((step) => step.step !== "substitute" || step.productIds.length > 0)
}
