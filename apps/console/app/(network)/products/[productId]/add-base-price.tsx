"use client"
import { Alert, Button, Dialog, Field, FormRow, IconButton, Input, Select } from "@entrepot/ui"
import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useRefused } from "../../../../src/ask/use-refused.ts"
import { amountOf } from "../../../../src/format/decimal.ts"

type Props = { productId: string; currency: string; units: readonly string[]; today: string; disabledReason: string | undefined }
type Tier = { key: number; minQuantity: string; unitPrice: string }

/** A price from a day on, with its quantity breaks. What is refused stays in the form with its reason, what is saved leaves it. */
export function AddBasePrice({ productId, currency, units, today, disabledReason }: Props) {
  const t = useTranslations("products.price")
  const common = useTranslations("common")
  const unitWords = useTranslations("units")
  const trpc = useTRPC()
  const refused = useRefused()
  const fresh: readonly Tier[] = [{ key: 0, minQuantity: "1", unitPrice: "" }]
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ currency, unit: units[0] ?? "", validFrom: today, validTo: "" })
  const [tiers, setTiers] = useState(fresh)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const change = (key: number, next: Partial<Tier>) => setTiers((now) => now.map((tier) => (tier.key === key ? { ...tier, ...next } : tier)))
  const act = useAct(trpc.prices.saveBase.mutationOptions(), { onDone: (outcomes) => {
    const no = outcomes.flatMap((outcome) => ("refused" in outcome ? [outcome] : []))
    setWrong(no.map(({ refused: code, facts }) => refused({ data: { refusal: { code, facts } } })))
    if (no.length > 0) return setTiers((now) => now.filter((_, at) => no.some(({ index }) => index === at)))
    setOpen(false)
    setTiers(fresh)
    setAsked(false)
  } })
  const rows = tiers.flatMap((tier) => { const [minQuantity, unitPrice] = [amountOf(tier.minQuantity), amountOf(tier.unitPrice)]; return minQuantity && unitPrice ? [{ minQuantity, unitPrice }] : [] })
  const right = rows.length === tiers.length && /^[A-Z]{3}$/.test(form.currency) && form.validFrom !== ""
  const run = () => {
    setAsked(true)
    setWrong([])
    if (right) act.run({ rows: rows.map((row) => ({ productId, ...row, currency: form.currency, unit: form.unit, validFrom: form.validFrom, validTo: form.validTo || null })) })
  }
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{t("add")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm">{t("add")}</Button>} title={t("add")} description={t("addText")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>
          <Field label={t("per")} name="base-unit"><Select value={form.unit} onChange={(event) => put({ unit: event.currentTarget.value })} options={units.map((unit) => ({ value: unit, label: unitInWords(unitWords, unit) }))} /></Field>
          <Field label={t("currency")} name="base-currency"><Input value={form.currency} maxLength={3} onChange={(event) => put({ currency: event.currentTarget.value.toUpperCase() })} /></Field>
        </FormRow>
        <FormRow>
          <Field label={t("from")} name="base-from"><Input type="date" value={form.validFrom} onChange={(event) => put({ validFrom: event.currentTarget.value })} /></Field>
          <Field label={t("to")} name="base-to" optionalLabel={common("optional")}><Input type="date" value={form.validTo} min={form.validFrom} onChange={(event) => put({ validTo: event.currentTarget.value })} /></Field>
        </FormRow>
        <ol className="grid gap-2">
          {tiers.map((tier, at) => (
            <li key={tier.key} className="grid grid-cols-[1fr_1fr_auto] items-end gap-2">
              <Field label={t("quantity")} name={`base-quantity-${at}`} hideLabel={at > 0}><Input inputMode="decimal" align="end" value={tier.minQuantity} aria-invalid={(asked && !amountOf(tier.minQuantity)) || undefined} onChange={(event) => change(tier.key, { minQuantity: event.currentTarget.value })} /></Field>
              <Field label={t("price")} name={`base-price-${at}`} hideLabel={at > 0}><Input inputMode="decimal" align="end" suffix={form.currency} value={tier.unitPrice} aria-invalid={(asked && !amountOf(tier.unitPrice)) || undefined} onChange={(event) => change(tier.key, { unitPrice: event.currentTarget.value })} /></Field>
              <IconButton label={t("removeTier", { at: at + 1 })} icon={<Trash2 aria-hidden />} disabledReason={tiers.length === 1 ? t("lastTier") : undefined} onClick={() => setTiers((now) => now.filter(({ key }) => key !== tier.key))} />
            </li>
          ))}
        </ol>
        <div><Button size="sm" icon={<Plus aria-hidden />} onClick={() => setTiers((now) => [...now, { key: Math.max(...now.map(({ key }) => key)) + 1, minQuantity: "", unitPrice: "" }])}>{t("addTier")}</Button></div>
        {asked && !right && <Alert tone="danger" live>{t("incomplete")}</Alert>}
        {wrong.map((text) => <Alert key={text} tone="danger" live>{text}</Alert>)}
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
