"use client"
import { Trash2 } from "lucide-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { Button, Field, FormRow, IconButton, Input, Select } from "@entrepot/ui"
import { unitInWords } from "@entrepot/kernel"
import { usePortal } from "#client/portal.tsx"
import { useTRPC, useTRPCClient } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { ProductPicker, type Picked } from "../subscriptions/product-picker.tsx"
import { unitLabel } from "../units.ts"
import type { OfferedPrice } from "./use-offered-prices.ts"
import type { LineFault, WrittenLine } from "./written-line.ts"

type LineProps = {
  line: WrittenLine; position: number; fault: LineFault | undefined; currency: string | undefined; alone: boolean
  /** Whose catalogue and prices they are, once somebody has been chosen. */
  accountId: string | undefined
  /** Undefined while nothing is known of it. */
  offered: OfferedPrice | undefined
  onChange: (part: Partial<WrittenLine>) => void; onRemove: () => void
}

/** What is invoiced, by a product of the catalogue or in words. */
export function LineFields({ line, position, fault, currency, alone, accountId, offered, onChange, onRemove }: LineProps) {
  const t = useTranslations("invoices.draftForm")
  const { tenant } = usePortal()
  const { locale } = useFormats()
  const client = useTRPCClient()
  const name = (field: string) => `line-${line.key}-${field}`
  const choose = async ({ productId, sku, name: called }: Picked) => {
    const { units } = await client.catalog.product.query({ accountId, productId })
    const unit = units.find(({ unit: one }) => one === line.unit) ?? units[0]
    if (unit) onChange({ productId, sku, name: called, unit: unit.unit, unitPrice: undefined, taxCategory: undefined })
  }
  const shown = line.unitPrice ?? offered?.unitPrice.replace(".", locale === "en" ? "." : ",") ?? ""
  return (
    <li className="grid gap-3 border-b pb-5 last:border-b-0 last:pb-0">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1"><ProductPicker label={t("product", { position })} hint={t("productHint")} accountId={accountId} onPick={(picked) => void choose(picked)} /></div>
        <IconButton label={t("remove", { position })} icon={<Trash2 aria-hidden />} disabledReason={alone ? t("lastLine") : undefined} onClick={onRemove} />
      </div>
      <Field label={t("what", { position })} name={name("name")} hint={line.sku || undefined} error={fault === "name" ? t("whatMissing") : undefined}><Input value={line.name} maxLength={200} onChange={({ currentTarget }) => onChange({ name: currentTarget.value })} /></Field>
      <FormRow>
        <Field label={t("quantity", { position })} name={name("quantity")} error={fault === "quantity" ? t("quantityWrong") : undefined}><Input value={line.quantity} inputMode="decimal" align="end" onChange={({ currentTarget }) => onChange({ quantity: currentTarget.value })} /></Field>
        {line.productId && <UnitChoice line={line} productId={line.productId} position={position} accountId={accountId} onChange={onChange} />}
        <Field label={t("unitPrice", { position })} name={name("price")} error={fault === "unitPrice" ? t("priceWrong") : undefined}><Input value={shown} inputMode="decimal" align="end" suffix={currency ?? tenant.currency} onChange={({ currentTarget }) => onChange({ unitPrice: currentTarget.value })} /></Field>
      </FormRow>
      {line.productId && <WhereFrom line={line} offered={offered} chosen={accountId !== undefined} onTake={() => onChange({ unitPrice: undefined })} />}
    </li>
  )
}

/** The units that the product is sold in; with another one it has that one's price. */
function UnitChoice({ line, productId, position, accountId, onChange }: Pick<LineProps, "line" | "position" | "accountId" | "onChange"> & { productId: string }) {
  const t = useTranslations("invoices.draftForm")
  const words = useTranslations("units")
  const { number } = useFormats()
  const { data } = useQuery({ ...useTRPC().catalog.product.queryOptions({ accountId, productId }), staleTime: 300_000, retry: false })
  const units = data?.units ?? []
  const known = units.some(({ unit }) => unit === line.unit)
  const options = [...(known ? [] : [{ value: line.unit, label: unitInWords(words, line.unit) }]), ...units.map((one) => ({ value: one.unit, label: unitLabel(words, one, number) }))]
  return <Field label={t("unit", { position })} name={`line-${line.key}-unit`}><Select value={line.unit} options={options} onChange={({ currentTarget }) => onChange({ unit: currentTarget.value, unitPrice: undefined })} /></Field>
}

/** Which price it is, and where somebody typed another, the way back to it. */
function WhereFrom({ line, offered, chosen, onTake }: { line: WrittenLine; offered: OfferedPrice | undefined; chosen: boolean; onTake: () => void }) {
  const t = useTranslations("invoices.draftForm")
  const kinds = useTranslations("invoices.priceKinds")
  const words = useTranslations("units")
  const { unitPrice } = useFormats()
  if (!chosen) return <p className="text-sm text-muted">{t("priceNeedsAccount")}</p>
  if (offered === undefined) return null
  if (offered === null) return <p className="text-sm text-muted">{t("noPrice")}</p>
  const source = offered.name === "" ? kinds(offered.kind) : t("named", { kind: kinds(offered.kind), name: offered.name })
  const isOffered = line.unitPrice === undefined || Number(line.unitPrice.replace(",", ".")) === Number(offered.unitPrice)
  const price = t("priceOf", { price: unitPrice(offered.unitPrice, offered.currency), unit: unitInWords(words, line.unit) })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <span>{isOffered ? t("priceFrom", { source }) : t("priceTyped", { price, source })}</span>
      {!isOffered && <Button size="sm" variant="ghost" onClick={onTake}>{t("takePrice")}</Button>}
    </div>
  )
}
