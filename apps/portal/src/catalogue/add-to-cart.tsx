"use client"
import { ShoppingCart } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button, ErrorText, IconButton, MoneyText, QuantityInput, Select } from "@entrepot/ui"
import type { ProductTile } from "@entrepot/domain/storefront"
import { quantity, quantityVerdict } from "@entrepot/kernel"
import { useMay } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { unitLabel } from "../units.ts"
import { priceAt } from "./pick.ts"

type Chosen = { readonly unit: string; readonly quantity: string }

/** Unit, quantity, price of one, and into the cart. `onChange` tells a page what is being looked at. */
export function AddToCart({ product, initial, onChange, prominent = false }: { product: Pick<ProductTile, "productId" | "sku" | "units">; initial?: Chosen; onChange?: (chosen: Chosen) => void; prominent?: boolean }) {
  const t = useTranslations("catalogue")
  const units = useTranslations("units")
  const formats = useFormats()
  const mayOrder = useMay("order.place")
  const [chosen, setChosen] = useState(initial?.unit ?? product.units[0]?.unit)
  const unit = product.units.find((each) => each.unit === chosen) ?? product.units[0]
  const [wanted, setWanted] = useState<string | undefined>(initial?.quantity ?? unit?.minimum)
  const add = useCommand(useTRPC().cart.addLines.mutationOptions(), { done: t("added", { sku: product.sku }) })
  if (!unit) return <p className="text-sm text-muted">{t("notSold")}</p>

  const verdict = wanted === undefined ? undefined : quantityVerdict(quantity(wanted), { minimum: quantity(unit.minimum), step: quantity(unit.step) })
  const price = priceAt(unit, wanted)
  const choose = (next: Partial<Chosen>) => {
    const after = { unit: next.unit ?? unit.unit, quantity: next.quantity ?? wanted ?? unit.minimum }
    setChosen(after.unit)
    setWanted(after.quantity)
    onChange?.(after)
  }
  const reason = !mayOrder ? t("mayNotOrder") : !price ? t("requestPrice") : wanted === undefined ? t("quantityMissing") : verdict && !verdict.ok ? t("quantityOff") : undefined
  return (
    <form className={prominent ? "grid gap-3" : "grid justify-items-end gap-1.5"} onSubmit={(event) => {
      event.preventDefault()
      if (!reason && wanted !== undefined) void add.run({ lines: [{ productId: product.productId, unit: unit.unit, quantity: wanted }] })
    }}>
      {prominent && <p className="text-xl font-semibold tabular-nums">{price ? <>{formats.unitPrice(price.unitPrice, price.currency)} <span className="text-sm font-normal text-muted">/ {unitLabel(units, unit, formats.number)}</span></> : t("requestPrice")}</p>}
      <div className={prominent ? "flex flex-wrap items-center gap-2" : "flex max-w-72 flex-wrap items-center justify-end gap-x-2 gap-y-1.5"}>
        {product.units.length > 1 && (
          <Select aria-label={t("unitOf", { sku: product.sku })} className={prominent ? "w-auto" : "w-32"} value={unit.unit} onChange={(event) => {
            const next = product.units.find((each) => each.unit === event.currentTarget.value)
            if (next) choose({ unit: next.unit, quantity: next.minimum })
          }} options={product.units.map((each) => ({ value: each.unit, label: unitLabel(units, each, formats.number) }))} />
        )}
        <QuantityInput aria-label={t("quantityOf", { sku: product.sku })} value={wanted} min={unit.minimum} step={unit.step} decimalSign={formats.locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }}
          className={prominent ? undefined : "w-32"} {...(product.units.length === 1 && { unit: unitLabel(units, unit, formats.number) })}
          onValueChange={(value) => (value === undefined ? setWanted(undefined) : choose({ quantity: value }))} />
        {!prominent && <MoneyText strong className="min-w-20 text-end">{price ? formats.unitPrice(price.unitPrice, price.currency) : "–"}</MoneyText>}
        {prominent
          ? <Button type="submit" variant="primary" icon={<ShoppingCart aria-hidden />} loading={add.pending} disabledReason={reason}>{t("add")}</Button>
          : <IconButton type="submit" variant="secondary" icon={<ShoppingCart aria-hidden />} loading={add.pending} disabledReason={reason} label={t("addSku", { sku: product.sku })} />}
      </div>
      {verdict && !verdict.ok && (
        <p className="flex flex-wrap items-center gap-2 text-sm text-warning">
          {t("rule", { minimum: formats.number(unit.minimum), step: formats.number(unit.step) })}
          {[verdict.roundDown, verdict.roundUp].filter((each) => each !== undefined).map((each) => <Button key={each} size="sm" type="button" onClick={() => choose({ quantity: each })}>{t("take", { quantity: formats.number(each) })}</Button>)}
        </p>
      )}
      {add.refused && <ErrorText>{add.refused}</ErrorText>}
    </form>
  )
}
