"use client"
import { useState } from "react"
import { Field, Input } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { ChangeDialog, type ChangeOf } from "./change-dialog.tsx"
import { useSay } from "./use-say.ts"

type Props = { of: ChangeOf; entry: CalendarEntry; onClose: () => void }

/** Leaves one date out, or brings it back; the others stay where they are. */
export function SkipDialog({ of, entry, onClose }: Props) {
  const t = useSay()
  const { weekdayDay } = useFormats()
  const kind = entry.status === "skipped" ? "unskip" : "skip"
  return <ChangeDialog of={of} title={t(`do.${kind}.title`, { day: weekdayDay(entry.on) })} text={t(`do.${kind}.text`)} confirm={t(`do.${kind}.confirm`)} onClose={onClose} change={{ kind, n: entry.n }} />
}

/** Puts one date on another day; the next one is counted from the schedule as before. */
export function MoveDialog({ of, entry, onClose }: Props) {
  const t = useSay()
  const { weekdayDay, today } = useFormats()
  const [to, setTo] = useState("")
  return (
    <ChangeDialog of={of} title={t("do.move.title", { day: weekdayDay(entry.on) })} text={t("do.move.text")} confirm={t("do.move.confirm")} onClose={onClose} missing={to ? undefined : t("do.move.missing")} change={to ? { kind: "move", n: entry.n, to } : undefined}>
      <Field label={t("do.move.to")}><Input type="date" className="sm:w-48" min={today()} value={to} onChange={(event) => setTo(event.currentTarget.value)} /></Field>
    </ChangeDialog>
  )
}
