"use client"
import { Alert, Button, Card, Checkbox, Field, IconButton, Input, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ProductDraft, UnitDraft } from "./draft.ts"

type Props = { draft: ProductDraft; put: (change: Partial<ProductDraft>) => void; wrong: readonly string[]; error: string | undefined; fixed: boolean }

/** Each, box, case: how many base units one holds, and in which steps it is sold. */
export function Units({ draft, put, wrong, error, fixed }: Props) {
  const t = useTranslations("products")
  const change = (at: number, next: Partial<UnitDraft>) => put({ units: draft.units.map((unit, place) => (place === at ? { ...unit, ...next } : unit)) })
  const rename = (baseUnit: string) => put({ baseUnit, units: draft.units.map((unit) => (unit.unit === draft.baseUnit ? { ...unit, unit: baseUnit } : unit)) })
  const bad = (at: number, name: string) => wrong.some((field) => field === `units.${at}.${name}`) || undefined
  const cell = (at: number, name: "unit" | "factor" | "gtin" | "minimum" | "step", readOnly = false) => (
    <Input aria-label={t(`unit.${name}`)} value={draft.units[at]?.[name] ?? ""} readOnly={readOnly} aria-invalid={bad(at, name)} align={name === "unit" || name === "gtin" ? "start" : "end"} inputMode={name === "unit" ? "text" : "decimal"} onChange={(event) => change(at, { [name]: event.currentTarget.value })} className={name === "gtin" ? "min-w-40" : "min-w-16"} />
  )
  return (
    <Card title={t("units")} description={t("unitsLead")} flush actions={<Button size="sm" icon={<Plus aria-hidden />} onClick={() => put({ units: [...draft.units, { unit: "", factor: "", gtin: "", minimum: "1", step: "1", sellable: true }] })}>{t("addUnit")}</Button>}>
      {error && <Alert tone="danger" className="mx-4 mt-4">{error}</Alert>}
      <div className="max-w-xs p-4"><Field name="baseUnit" label={t("field.baseUnit")} hint={fixed ? t("baseUnitFixed") : undefined} error={wrong.includes("baseUnit") ? t("wrong.baseUnit") : undefined}><Input value={draft.baseUnit} readOnly={fixed} onChange={(event) => rename(event.currentTarget.value)} /></Field></div>
      <Table caption={t("units")} stack>
        <THead><TR><TH>{t("unit.unit")}</TH><TH align="end">{t("unit.factor")}</TH><TH>{t("unit.gtin")}</TH><TH align="end">{t("unit.minimum")}</TH><TH align="end">{t("unit.step")}</TH><TH>{t("unit.sellable")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
        <TBody>
          {draft.units.map((unit, at) => {
            const base = unit.unit === draft.baseUnit
            return (
              <TR key={at}>
                <TD label={t("unit.unit")}>{cell(at, "unit", base)}</TD><TD label={t("unit.factor")}>{cell(at, "factor", base)}</TD><TD label={t("unit.gtin")}>{cell(at, "gtin")}</TD>
                <TD label={t("unit.minimum")}>{cell(at, "minimum")}</TD><TD label={t("unit.step")}>{cell(at, "step")}</TD>
                <TD label={t("unit.sellable")}><Checkbox aria-label={t("unit.sellableOf", { unit: unit.unit })} checked={unit.sellable} onChange={(event) => change(at, { sellable: event.currentTarget.checked })} /></TD>
                <TD align="end"><IconButton label={t("unit.remove", { unit: unit.unit })} icon={<Trash2 aria-hidden />} disabledReason={base ? t("unit.baseStays") : undefined} onClick={() => put({ units: draft.units.filter((_, place) => place !== at) })} /></TD>
              </TR>
            )
          })}
        </TBody>
      </Table>
    </Card>
  )
}
