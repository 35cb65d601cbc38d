"use client"
import { Card, Checkbox, Field, Input, Textarea } from "@entrepot/ui"
import type { ImportKind, ImportOptions } from "@entrepot/domain/integrations/contract"
import { useTranslations } from "next-intl"

export function Options({ kind, options, onPut }: { kind: ImportKind; options: ImportOptions; onPut: (change: Partial<ImportOptions>) => void }) {
  const t = useTranslations("imports.options")
  const withPrices = kind === "catalogue" || kind === "prices" || kind === "sales_lines"
  return (
    <Card title={t("title")}>
      <div className="grid gap-4">
        <Checkbox label={t("rehearse")} hint={t("rehearseHint")} checked={options.rehearse} onChange={(event) => onPut({ rehearse: event.currentTarget.checked })} />
        <Checkbox label={t("allOrNothing")} hint={t("allOrNothingHint")} checked={options.allOrNothing} onChange={(event) => onPut({ allOrNothing: event.currentTarget.checked })} />
        {kind !== "prices" && kind !== "packages" && <Field label={t("separator")} name="separator" hint={t("separatorHint")}><Input value={options.categorySeparator} maxLength={5} onChange={(event) => onPut({ categorySeparator: event.currentTarget.value })} className="w-24" /></Field>}
        {withPrices && <Field label={t("validFrom")} name="validFrom" hint={t("validFromHint")}><Input type="date" value={options.validFrom ?? ""} onChange={(event) => onPut({ validFrom: event.currentTarget.value || undefined })} className="w-44" /></Field>}
        {kind === "sales_lines" && <Field label={t("services")} name="services" hint={t("servicesHint")}><Textarea rows={3} value={options.serviceCodes.join("\n")} onChange={(event) => onPut({ serviceCodes: event.currentTarget.value.split("\n").map((code) => code.trim()).filter(Boolean) })} className="font-mono text-xs" /></Field>}
      </div>
    </Card>
  )
}
