"use client"
import { Button, IconButton, Input, Select } from "@entrepot/ui"
import type { FieldMapping, FieldRule } from "@entrepot/domain/integrations/contract"
import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { FieldDetails } from "./field-details.tsx"

type Props = { field: string; rule: FieldRule; columns: readonly string[]; mappings: readonly FieldMapping[]; fault: string | undefined; onPut: (at: number, change: Partial<FieldMapping> | null) => void }

/** One field of the product or price, and the column that it comes from; texts once per language, attributes once per name. */
export function FieldRow({ field, rule, columns, mappings, fault, onPut }: Props) {
  const t = useTranslations("imports.map")
  const tell = useTranslations("refusals.integrations.import_field")
  const languages = useTranslations("common.languages")
  const label = tell(field as never)
  const shown: readonly (FieldMapping | undefined)[] = mappings.length > 0 ? mappings : rule.per === "attribute" ? [] : [undefined]
  const options = columns.map((name, at) => ({ value: String(at), label: name || `${at + 1}` }))
  return (
    <li className="grid gap-1.5 px-4 py-2 text-sm">
      {shown.map((mapping, at) => (
        <div key={at} className="grid items-center gap-2 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]">
          <span className={at > 0 ? "max-sm:hidden" : "font-medium"}>{at === 0 && <>{label}{rule.required && <span className="text-danger" title={t("needed")}> *</span>}</>}</span>
          <div className="flex min-w-0 gap-2">
            {rule.per === "language" && <Select aria-label={t("languageOf", { field: label })} value={mapping?.key ?? ""} placeholder={t("language")} onChange={(event) => onPut(at, { key: event.currentTarget.value })} options={(["en", "de", "fr"] as const).map((value) => ({ value, label: languages(value) }))} className="w-28 shrink-0" />}
            {rule.per === "attribute" && <Input aria-label={t("attributeName")} placeholder={t("attributeName")} value={mapping?.key ?? ""} onChange={(event) => onPut(at, { key: event.currentTarget.value })} className="w-32 shrink-0" />}
            <Select aria-label={t("columnOf", { field: label })} className="min-w-0 flex-1" value={String(mapping?.columns[0] ?? "")} placeholder={mapping?.constant ? t("constantIs", { value: mapping.constant }) : t("noColumn")} options={options}
              onChange={(event) => onPut(at, event.currentTarget.value === "" ? (mapping?.constant ? { columns: [] } : null) : { columns: [Number(event.currentTarget.value), ...(mapping?.columns.slice(1) ?? [])] })} />
          </div>
          <span className="flex justify-end gap-1">
            <FieldDetails label={label} mapping={mapping} columns={columns} onPut={(change) => onPut(at, change)} />
            {(at > 0 || rule.per === "attribute") && <IconButton size="sm" label={t("removeField", { field: label })} icon={<Trash2 aria-hidden />} onClick={() => onPut(at, null)} />}
          </span>
        </div>
      ))}
      {fault && <p className="text-danger sm:ps-[9rem]">{fault}</p>}
      {rule.per && (shown.length === 0 || shown.length < 20) && (mappings.length > 0 || rule.per === "attribute") && (
        <Button size="sm" variant="ghost" className="justify-self-start sm:ms-[8.5rem]" icon={<Plus aria-hidden />} onClick={() => onPut(mappings.length, { key: "" })}>{rule.per === "attribute" ? t("addAttribute") : t("addLanguage")}</Button>
      )}
    </li>
  )
}
