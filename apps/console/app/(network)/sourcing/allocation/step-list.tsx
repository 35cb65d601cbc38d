"use client"
import { Button, Checkbox, Field, FieldSet, IconButton, Select } from "@entrepot/ui"
import { ALLOCATION_STEPS, type AllocationStep, type AllocationStepName } from "@entrepot/domain/ordering/contract"
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"

type Props = { steps: readonly AllocationStep[]; partners: readonly { tenantId: number; name: string }[]; groups: readonly string[]; disabledReason: string | undefined; onChange: (steps: AllocationStep[]) => void }

const stepOf = (by: AllocationStepName): AllocationStep => (by === "partners" ? { by, tenantIds: [] } : by === "groups" ? { by, codes: [] } : { by })

/** The steps in their order: the first that tells two apart decides. */
export function StepList({ steps, partners, groups, disabledReason, onChange }: Props) {
  const t = useTranslations("sourcing.allocation")
  const sourcing = useTranslations("sourcing")
  const common = useTranslations("common")
  const unused = ALLOCATION_STEPS.filter((by) => !steps.some((step) => step.by === by))
  const [wanted, setWanted] = useState<AllocationStepName>()
  const next = wanted && unused.includes(wanted) ? wanted : unused[0]
  const move = (at: number, by: number) => {
    const moved = [...steps]
    const [step] = moved.splice(at, 1)
    if (step) moved.splice(at + by, 0, step)
    onChange(moved)
  }
  const put = (at: number, step: AllocationStep) => onChange(steps.map((each, place) => (place === at ? step : each)))
  return (
    <div className="grid gap-3">
      <ol className="grid gap-2">
        {steps.map((step, at) => {
          const name = t(`by.${step.by}`)
          return (
            <li key={step.by} className="grid gap-2 rounded-md border p-3">
              <div className="flex items-center gap-2">
                <span className="w-5 text-end text-muted tabular-nums">{at + 1}</span>
                <span className="min-w-0 flex-1 font-medium">{name}</span>
                <IconButton size="sm" label={sourcing("up", { name })} icon={<ArrowUp aria-hidden />} disabledReason={disabledReason ?? (at === 0 ? sourcing("isFirst") : undefined)} onClick={() => move(at, -1)} />
                <IconButton size="sm" label={sourcing("down", { name })} icon={<ArrowDown aria-hidden />} disabledReason={disabledReason ?? (at === steps.length - 1 ? sourcing("isLast") : undefined)} onClick={() => move(at, 1)} />
                <IconButton size="sm" label={`${common("remove")}: ${name}`} icon={<Trash2 aria-hidden />} disabledReason={disabledReason ?? (steps.length === 1 ? t("oneStays") : undefined)} onClick={() => onChange(steps.filter((each) => each !== step))} />
              </div>
              {step.by === "partners" && <Named legend={name} all={partners.map(({ tenantId, name: label }) => ({ value: tenantId, label }))} chosen={step.tenantIds} onChange={(tenantIds) => put(at, { ...step, tenantIds })} />}
              {step.by === "groups" && <Named legend={name} all={groups.map((code) => ({ value: code, label: code }))} chosen={step.codes} onChange={(codes) => put(at, { ...step, codes })} />}
            </li>
          )
        })}
      </ol>
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t("addStep")} name="allocation-step" className="min-w-0 flex-1"><Select value={next ?? ""} onChange={(event) => setWanted(event.currentTarget.value as AllocationStepName)} options={unused.map((by) => ({ value: by, label: t(`by.${by}`) }))} /></Field>
        <Button disabledReason={disabledReason ?? (next ? undefined : t("noMore"))} onClick={() => next && onChange([...steps, stepOf(next)])}>{t("add")}</Button>
      </div>
    </div>
  )
}

/** Who is chosen first comes first; the place stands beside the name. */
function Named<T extends string | number>({ legend, all, chosen, onChange }: { legend: string; all: readonly { value: T; label: string }[]; chosen: readonly T[]; onChange: (chosen: T[]) => void }) {
  const t = useTranslations("sourcing.allocation")
  return (
    <FieldSet legend={legend} hideLegend error={chosen.length === 0 ? t("nobodyNamed") : undefined}>
      <div className="flex max-h-48 flex-wrap gap-x-4 gap-y-1 overflow-auto">
        {all.map(({ value, label }) => {
          const place = chosen.indexOf(value)
          return <Checkbox key={value} label={place < 0 ? label : t("named", { place: place + 1, name: label })} checked={place >= 0} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))} />
        })}
      </div>
    </FieldSet>
  )
}
