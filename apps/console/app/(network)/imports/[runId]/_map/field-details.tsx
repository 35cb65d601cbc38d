"use client"
import { Badge, Button, Checkbox, Dialog, Field, FieldSet, IconButton, Input, RadioGroup, Select } from "@entrepot/ui"
import type { FieldMapping, Transform } from "@entrepot/domain/integrations/contract"
import { SlidersHorizontal, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { newTransform, STEPS, TransformFields } from "./transform-fields.tsx"

type Props = { label: string; mapping: FieldMapping | undefined; columns: readonly string[]; onPut: (change: Partial<FieldMapping>) => void }

/** Beyond "this column": several columns, a constant, steps that change the text, and what to do with what cannot be read. */
export function FieldDetails({ label, mapping, columns, onPut }: Props) {
  const t = useTranslations("imports.map")
  const common = useTranslations("common")
  const transforms = mapping?.transforms ?? []
  const chosen = mapping?.columns ?? []
  const extra = transforms.length + (chosen.length > 1 ? 1 : 0) + (mapping?.constant ? 1 : 0) + (mapping?.unreadable === "leave_out" ? 1 : 0)
  const putStep = (at: number, next: Transform | null) => onPut({ transforms: next === null ? transforms.filter((_, place) => place !== at) : transforms.map((step, place) => (place === at ? next : step)) })
  return (
    <Dialog size="lg" trigger={<Button size="sm" variant="ghost" icon={<SlidersHorizontal aria-hidden />} aria-label={t("detailsOf", { field: label })}>{extra > 0 && <Badge>{extra}</Badge>}</Button>} title={label} description={t("detailsLead")} labels={{ close: common("close") }}>
      <div className="grid gap-5">
        <FieldSet legend={t("columns")} hint={t("columnsHint")}>
          <div className="grid max-h-48 gap-1.5 overflow-y-auto sm:grid-cols-2">
            {columns.map((name, at) => {
              const place = chosen.indexOf(at)
              return <Checkbox key={at} label={place < 0 ? name : `${name} (${place + 1})`} checked={place >= 0} onChange={(event) => onPut({ columns: event.currentTarget.checked ? [...chosen, at] : chosen.filter((each) => each !== at) })} />
            })}
          </div>
        </FieldSet>
        {chosen.length > 1 && (
          <FieldSet legend={t("combine")}>
            <RadioGroup name={`combine-${label}`} inline value={mapping?.combine ?? "first"} onValueChange={(combine) => onPut({ combine: combine as "first" })} options={[{ value: "first", label: t("combineFirst") }, { value: "join", label: t("combineJoin") }]} />
            {mapping?.combine === "join" && <Field label={t("joiner")} name="joiner"><Input value={mapping.joiner} maxLength={20} onChange={(event) => onPut({ joiner: event.currentTarget.value })} className="w-32" /></Field>}
          </FieldSet>
        )}
        <Field label={t("constant")} name="constant" hint={t("constantHint")}><Input value={mapping?.constant ?? ""} onChange={(event) => onPut({ constant: event.currentTarget.value })} /></Field>
        <FieldSet legend={t("steps")} hint={t("stepsHint")}>
          <ol className="grid gap-2">
            {transforms.map((step, at) => (
              <li key={at} className="flex flex-wrap items-end gap-2 rounded-md border p-2">
                <span className="w-full text-sm font-medium sm:w-28">{at + 1}. {t(`step.${step.step}`)}</span>
                <TransformFields step={step} onPut={(next) => putStep(at, next)} />
                <IconButton size="sm" className="ms-auto" label={t("removeStep", { place: at + 1 })} icon={<Trash2 aria-hidden />} onClick={() => putStep(at, null)} />
              </li>
            ))}
          </ol>
          <Select aria-label={t("addStep")} value="" placeholder={t("addStep")} onChange={(event) => event.currentTarget.value && onPut({ transforms: [...transforms, newTransform(event.currentTarget.value as Transform["step"])] })} options={STEPS.map((value) => ({ value, label: t(`step.${value}`) }))} className="max-w-xs" />
        </FieldSet>
        <FieldSet legend={t("unreadable")}>
          <RadioGroup name={`unreadable-${label}`} value={mapping?.unreadable ?? "refuse"} onValueChange={(unreadable) => onPut({ unreadable: unreadable as "refuse" })} options={[{ value: "refuse", label: t("unreadableRefuse") }, { value: "leave_out", label: t("unreadableLeaveOut") }]} />
        </FieldSet>
      </div>
    </Dialog>
  )
}
