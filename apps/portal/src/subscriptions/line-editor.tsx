"use client"
import { Plus, Trash2 } from "lucide-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Badge, Button, CodeText, Dialog, DialogClose, IconButton, QuantityInput, Select, Switch } from "@entrepot/ui"
import type { PricePolicy, StockOutPolicy } from "@entrepot/domain/subscriptions/contract"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC, useTRPCClient } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { unitLabel } from "../units.ts"
import type { DraftLine } from "./draft.ts"
import { PricePolicyForm } from "./price-policy-form.tsx"
import { ProductPicker, type Picked } from "./product-picker.tsx"
import { StockOutForm, stockOutIsWhole } from "./stock-out-form.tsx"
import { UsagePolicyForm } from "./usage-policy-form.tsx"
import { useSay } from "./use-say.ts"

type Names = { readonly names: ReadonlyMap<string, Picked>; readonly onName: (picked: Picked) => void }
type Places = {
  shipTos: readonly { readonly addressId: string; readonly label: string; readonly city: string }[]
  /** Where the whole goes. */
  shipToId: string
}
type Props = Names & Places & { lines: readonly DraftLine[]; onChange: (lines: readonly DraftLine[]) => void; problems: ReadonlyMap<string, string>; defaults: { pricePolicy: PricePolicy; stockOut: StockOutPolicy } }

/** What comes each time: product, unit, quantity, and terms of its own where a line needs them. */
export function LineEditor({ lines, onChange, problems, defaults, names, onName, shipTos, shipToId }: Props) {
  const t = useSay()
  const client = useTRPCClient()
  const add = async (picked: Picked) => {
    const { units } = await client.catalog.product.query({ productId: picked.productId })
    const unit = units[0]
    if (unit) onChange([...lines, { ...picked, unit: unit.unit, quantity: unit.minimum }])
  }
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3">
        {lines.map((line, at) => (
          <LineRow key={`${line.productId}-${at}`} line={line} problem={problems.get(line.sku)} defaults={defaults} names={names} onName={onName} shipTos={shipTos} shipToId={shipToId}
            onChange={(next) => onChange(lines.map((each, index) => (index === at ? next : each)))} onRemove={() => onChange(lines.filter((_, index) => index !== at))} />
        ))}
      </ul>
      <div className="max-w-md"><ProductPicker key={lines.length} label={lines.length === 0 ? t("new.firstProduct") : t("new.addProduct")} onPick={(picked) => void add(picked)} /></div>
    </div>
  )
}

type RowProps = Names & Places & { line: DraftLine; problem: string | undefined; defaults: Props["defaults"]; onChange: (line: DraftLine) => void; onRemove: () => void }

function LineRow({ line, problem, defaults, names, onName, shipTos, shipToId, onChange, onRemove }: RowProps) {
  const t = useSay()
  const words = useTranslations("units")
  const { locale, number } = useFormats()
  const { data: product } = useQuery({ ...useTRPC().catalog.product.queryOptions({ productId: line.productId }), staleTime: 300_000 })
  const units = product?.units ?? []
  const unit = units.find((each) => each.unit === line.unit)
  return (
    <li className="grid gap-2 border-b pb-3 last:border-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-40 flex-1"><span className="font-medium">{line.name}</span><span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText></span></span>
        {units.length > 1 && <Select aria-label={t("new.unitOf", { sku: line.sku })} className="w-32" value={line.unit} onChange={(event) => onChange({ ...line, unit: event.currentTarget.value, quantity: units.find((each) => each.unit === event.currentTarget.value)?.minimum ?? line.quantity })} options={units.map((each) => ({ value: each.unit, label: unitLabel(words, each, number) }))} />}
        <QuantityInput aria-label={t("new.quantityOf", { sku: line.sku })} value={line.quantity} min={unit?.minimum ?? "0"} step={unit?.step ?? "1"} decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} {...(units.length <= 1 && { unit: unitInWords(words, line.unit, line.quantity) })} onValueChange={(value) => value !== undefined && Number(value) > 0 && onChange({ ...line, quantity: value })} />
        <TermsDialog line={line} defaults={defaults} names={names} onName={onName} onChange={onChange} />
        <IconButton icon={<Trash2 aria-hidden />} label={t("new.removeLine", { sku: line.sku })} onClick={onRemove} />
      </div>
      {(line.pricePolicy || line.stockOut || line.usage) && <span className="flex flex-wrap gap-1">{line.pricePolicy && <Badge tone="info">{t("new.ownPrice")}</Badge>}{line.stockOut && <Badge tone="info">{t("new.ownStockOut")}</Badge>}{line.usage && <Badge tone="info">{t("usage.moves")}</Badge>}</span>}
      {shipTos.length > 1 && <ShipTo line={line} shipTos={shipTos} shipToId={shipToId} onChange={onChange} />}
      {problem && <p className="text-sm text-danger">{problem}</p>}
    </li>
  )
}

/** A line goes where the whole goes, or somewhere of its own: then it is another subscription's. */
function ShipTo({ line, shipTos, shipToId, onChange }: Pick<RowProps, "line" | "onChange"> & Places) {
  const t = useSay()
  const text = ({ label, city }: Places["shipTos"][number]) => `${label}, ${city}`
  const whole = shipTos.find(({ addressId }) => addressId === shipToId)
  const others = shipTos.filter(({ addressId }) => addressId !== shipToId)
  const isOwn = line.shipToId !== undefined && line.shipToId !== shipToId
  const isGone = isOwn && !others.some(({ addressId }) => addressId === line.shipToId)
  return (
    <Select aria-label={t("new.shipToOf", { sku: line.sku })} className="w-full max-w-sm" value={isOwn ? line.shipToId : ""} onChange={(event) => onChange({ ...line, shipToId: event.currentTarget.value || undefined })}
      options={[{ value: "", label: t("new.goesTo", { to: whole ? text(whole) : t("new.noAddress") }) }, ...others.map((one) => ({ value: one.addressId, label: t("new.goesTo", { to: text(one) }) })), ...(isGone ? [{ value: line.shipToId ?? "", label: t("new.goesNowhere") }] : [])]} />
  )
}

function TermsDialog({ line, defaults, names, onName, onChange }: Omit<RowProps, "problem" | "onRemove" | keyof Places>) {
  const t = useSay()
  const [open, setOpen] = useState(false)
  const whole = !line.stockOut || stockOutIsWhole(line.stockOut)
  return (
    <Dialog open={open} onOpenChange={(next) => (next || whole) && setOpen(next)} size="lg" title={t("new.termsTitle", { sku: line.sku })} description={t("new.termsText")} labels={{ close: t("close") }} trigger={<Button size="sm" icon={<Plus aria-hidden />} aria-label={t("new.termsOf", { sku: line.sku })}>{t("new.terms")}</Button>}
      footer={whole ? <DialogClose><Button variant="primary">{t("new.termsDone")}</Button></DialogClose> : <Button variant="primary" disabledReason={t("stockOut.needsProduct")}>{t("new.termsDone")}</Button>}>
      <div className="grid gap-4">
        <Switch label={t("new.ownPrice")} checked={line.pricePolicy !== undefined} onCheckedChange={(own) => onChange({ ...line, pricePolicy: own ? defaults.pricePolicy : undefined })} />
        {line.pricePolicy && <PricePolicyForm value={line.pricePolicy} quantity={line.quantity} onChange={(pricePolicy) => onChange({ ...line, pricePolicy })} />}
        <Switch label={t("new.ownStockOut")} checked={line.stockOut !== undefined} onCheckedChange={(own) => onChange({ ...line, stockOut: own ? defaults.stockOut : undefined })} />
        {line.stockOut && <StockOutForm value={line.stockOut} names={names} onName={onName} onChange={(stockOut) => onChange({ ...line, stockOut })} />}
        <UsagePolicyForm value={line.usage ?? null} onChange={(usage) => onChange({ ...line, usage })} />
      </div>
    </Dialog>
  )
}
