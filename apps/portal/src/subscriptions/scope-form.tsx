"use client"
import { Field, FieldSet, Input, RadioGroup } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import type { Change } from "@entrepot/domain/subscriptions/contract"
import { useFormats } from "#client/use-formats.ts"
import { useSay } from "./use-say.ts"

export type At = Extract<Change, { kind: "quantity" }>["at"]

/** For which dates a change holds: one alone, from the next, or from a day. */
export function ScopeForm({ value, onChange, entry }: { value: At; onChange: (at: At) => void; /** The date that "this one" means. */ entry: Pick<CalendarEntry, "n" | "on"> | undefined }) {
  const t = useSay()
  const { weekdayDay, today } = useFormats()
  const choose = (scope: string) => onChange(scope === "this" && entry ? { scope: "this", n: entry.n } : scope === "from_date" ? { scope: "from_date", on: entry?.on ?? today() } : { scope: "from_next" })
  return (
    <FieldSet legend={t("scope.legend")}>
      <RadioGroup name="scope" value={value.scope} onValueChange={choose} options={[
        ...(entry ? [{ value: "this", label: t("scope.this", { day: weekdayDay(entry.on) }) }] : []), { value: "from_next", label: t("scope.from_next") }, { value: "from_date", label: t("scope.from_date") },
      ]} />
      {value.scope === "from_date" && <Field label={t("scope.on")}><Input type="date" className="sm:w-48" value={value.on} onChange={(event) => event.currentTarget.value && onChange({ scope: "from_date", on: event.currentTarget.value })} /></Field>}
    </FieldSet>
  )
}
