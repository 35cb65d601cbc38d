"use client"
import { Alert, Button, Checkbox, Dialog, Field, FormRow, Input } from "@entrepot/ui"
import { SaveWarehouse } from "@entrepot/domain/inventory/contract"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"

type Warehouse = { warehouseId: string; version: number; code: string; name: string; address: { line1: string; line2: string; postalCode: string; city: string; region: string }; country: string; latitude: number; longitude: number; zone: string; handlingDays: number; active: boolean }

const TEXTS = ["name", "code", "line1", "postalCode", "city", "country", "latitude", "longitude", "zone", "handlingDays"] as const
type Texts = Record<(typeof TEXTS)[number], string>

function textsOf(warehouse: Warehouse | undefined): Texts {
  if (!warehouse) return { name: "", code: "", line1: "", postalCode: "", city: "", country: "", latitude: "", longitude: "", zone: "Europe/Berlin", handlingDays: "1" }
  const { address, latitude, longitude, handlingDays, name, code, country, zone } = warehouse
  return { name, code, country, zone, line1: address.line1 ?? "", postalCode: address.postalCode ?? "", city: address.city ?? "", latitude: String(latitude), longitude: String(longitude), handlingDays: String(handlingDays) }
}

/** Where a warehouse stands decides what is near; its handling days and zone decide what can be promised. */
export function WarehouseForm({ warehouse, disabledReason }: { warehouse?: Warehouse; disabledReason: string | undefined }) {
  const t = useTranslations("sourcing")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [texts, setTexts] = useState(() => textsOf(warehouse))
  const [active, setActive] = useState(warehouse?.active ?? true)
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.stock.saveWarehouse.mutationOptions(), { done: common("saved"), onDone: () => setOpen(false) })
  const number = (text: string) => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")))
  const read = SaveWarehouse.safeParse({
    ...(warehouse && { warehouseId: warehouse.warehouseId, version: warehouse.version }), code: texts.code.trim().toUpperCase(), name: texts.name, country: texts.country.trim().toUpperCase(), zone: texts.zone,
    latitude: number(texts.latitude), longitude: number(texts.longitude), handlingDays: number(texts.handlingDays), active,
    address: { ...warehouse?.address, line1: texts.line1, postalCode: texts.postalCode, city: texts.city },
  })
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path.at(-1))))
  const run = () => { setAsked(true); if (read.success) act.run(read.data) }
  const field = (name: (typeof TEXTS)[number], extra: { hint?: string; inputMode?: "decimal" | "numeric"; list?: string } = {}) => (
    <Field label={t(`field.${name}`)} name={`warehouse-${name}`} hint={extra.hint} error={asked && wrong.has(name) ? t(`wrong.${name}`) : undefined}>
      <Input value={texts[name]} inputMode={extra.inputMode} list={extra.list} onChange={({ currentTarget: { value } }) => setTexts((now) => ({ ...now, [name]: value }))} />
    </Field>
  )
  const label = warehouse ? common("edit") : t("addWarehouse")
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{label}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" trigger={<Button size="sm" variant={warehouse ? "ghost" : "secondary"}>{label}</Button>} title={warehouse ? warehouse.name : t("addWarehouse")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>{field("name")}{field("code", { hint: t("codeHint") })}</FormRow>
        <FormRow>{field("line1")}{field("postalCode")}{field("city")}</FormRow>
        <FormRow>{field("country", { hint: t("countryHint") })}{field("latitude", { inputMode: "decimal" })}{field("longitude", { inputMode: "decimal" })}</FormRow>
        <FormRow>{field("zone", { list: "warehouse-zones" })}{field("handlingDays", { inputMode: "numeric", hint: t("handlingHint") })}</FormRow>
        <datalist id="warehouse-zones">{Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}</datalist>
        <Checkbox label={t("isActive")} hint={t("isActiveHint")} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
