"use client"
import { Field, Input, Select, Textarea } from "@entrepot/ui"
import type { Transform } from "@entrepot/domain/integrations/contract"
import { useTranslations } from "next-intl"
import { useState } from "react"

export const STEPS = ["trim", "split", "replace", "case", "prefix", "shorten", "lookup", "decimal", "day"] as const satisfies readonly Transform["step"][]

export function newTransform(step: Transform["step"]): Transform {
  const made: Record<Transform["step"], Transform> = {
    trim: { step: "trim" }, split: { step: "split", separator: " ", part: 1 }, replace: { step: "replace", find: "-", by: "" }, case: { step: "case", to: "upper" }, prefix: { step: "prefix", text: "" },
    shorten: { step: "shorten", letters: 100 }, lookup: { step: "lookup", table: {} }, decimal: { step: "decimal", style: "comma" }, day: { step: "day", order: "dmy" },
  }
  return made[step]
}

/** What a step needs to know. A table is typed as lines: what stands in the file = what it means here. */
export function TransformFields({ step, onPut }: { step: Transform; onPut: (next: Transform) => void }) {
  const t = useTranslations("imports.map")
  const text = (label: string, value: string, put: (value: string) => void, width = "w-28") => <Field label={label}><Input value={value} onChange={(event) => put(event.currentTarget.value)} className={width} /></Field>
  const choice = (label: string, value: string, values: readonly string[], put: (value: string) => void) => (
    <Field label={label}><Select value={value} onChange={(event) => put(event.currentTarget.value)} options={values.map((each) => ({ value: each, label: t(`choice.${each}` as never) }))} className="w-44" /></Field>
  )
  switch (step.step) {
    case "split": return <>{text(t("separator"), step.separator, (separator) => separator && onPut({ ...step, separator }))}{text(t("part"), String(step.part), (part) => Number(part) && onPut({ ...step, part: Number(part) }))}</>
    case "replace": return <>{text(t("find"), step.find, (find) => find && onPut({ ...step, find }))}{text(t("by"), step.by, (by) => onPut({ ...step, by }))}</>
    case "case": return choice(t("letters"), step.to, ["upper", "lower"], (to) => onPut({ ...step, to: to as "upper" }))
    case "prefix": return text(t("prefix"), step.text, (prefix) => onPut({ ...step, text: prefix }))
    case "shorten": return text(t("most"), String(step.letters), (letters) => Number(letters) > 0 && onPut({ ...step, letters: Number(letters) }))
    case "decimal": return choice(t("decimal"), step.style, ["point", "comma"], (style) => onPut({ ...step, style: style as "point" }))
    case "day": return choice(t("order"), step.order, ["ymd", "dmy", "mdy"], (order) => onPut({ ...step, order: order as "ymd" }))
    case "lookup": return <LookupField table={step.table} onPut={(table) => onPut({ ...step, table })} />
    default: return null
  }
}

function LookupField({ table, onPut }: { table: Readonly<Record<string, string>>; onPut: (table: Record<string, string>) => void }) {
  const t = useTranslations("imports.map")
  const [text, setText] = useState(() => Object.entries(table).map(([from, to]) => `${from} = ${to}`).join("\n"))
  const read = (next: string) => {
    setText(next)
    const pairs = next.split("\n").map((line) => line.split("=").map((part) => part.trim())).filter(([from, to]) => from && to !== undefined)
    onPut(Object.fromEntries(pairs.map(([from = "", to = ""]) => [from, to])))
  }
  return <Field label={t("table")} hint={t("tableHint")} className="w-full"><Textarea rows={4} value={text} spellCheck={false} onChange={(event) => read(event.currentTarget.value)} className="font-mono text-xs" /></Field>
}
