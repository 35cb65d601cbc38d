"use client"
import { MoreHorizontal } from "lucide-react"
import { useState } from "react"
import { Button, DropdownMenu, IconButton, LinkButton, type MenuItem } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import type { ChangeOf } from "./change-dialog.tsx"
import { MoveDialog, SkipDialog } from "./date-changes.tsx"
import { AddLineDialog, QuantityDialog, RemoveLineDialog, SwapDialog, type LineOf } from "./line-changes.tsx"
import { useReason, useSay } from "./use-say.ts"

type Open = "skip" | "move" | "add" | { readonly what: "quantity" | "swap" | "remove"; readonly line: LineOf }

/** What can be done with one date; after its cut-off there is its order instead. */
export function EntryActions({ entry, of }: { entry: CalendarEntry; of: ChangeOf }) {
  const t = useSay()
  const why = useReason()
  const { weekdayDay } = useFormats()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const { actions, lines, order } = entry
  if (order) return <LinkButton size="sm" href={`/orders/${order.orderId}`}>{t("effect.toOrder", { number: order.number })}</LinkButton>
  const skipped = entry.status === "skipped"
  const off = (action: CalendarEntry["actions"]["skip"]) => { const reason = why(action); return reason ? { disabledReason: reason } : {} }
  const change = off(actions.change)
  const perLine = lines.flatMap((line): MenuItem[] => [
    { label: t("menu.quantity", { sku: line.sku }), onSelect: () => setOpen({ what: "quantity", line }), ...change },
    { label: t("menu.swap", { sku: line.sku }), onSelect: () => setOpen({ what: "swap", line }), ...change },
    ...(lines.length > 1 ? [{ label: t("menu.remove", { sku: line.sku }), onSelect: () => setOpen({ what: "remove", line }), ...change }] : []),
  ])
  const line = typeof open === "object" ? { of, entry, line: open.line, onClose: close } : undefined
  return (
    <span className="flex items-center justify-end gap-1">
      <Button size="sm" aria-label={t(skipped ? "menu.unskipOf" : "menu.skipOf", { day: weekdayDay(entry.on) })} onClick={() => setOpen("skip")} {...off(skipped ? actions.unskip : actions.skip)}>{t(skipped ? "menu.unskip" : "menu.skip")}</Button>
      <Button size="sm" aria-label={t("menu.moveOf", { day: weekdayDay(entry.on) })} onClick={() => setOpen("move")} {...off(actions.move)}>{t("menu.move")}</Button>
      <DropdownMenu trigger={<IconButton size="sm" icon={<MoreHorizontal aria-hidden />} label={t("menu.moreOf", { day: weekdayDay(entry.on) })} />} groups={[{ items: perLine }, { items: [{ label: t("menu.add"), onSelect: () => setOpen("add"), ...change }] }]} />
      {open === "skip" && <SkipDialog of={of} entry={entry} onClose={close} />}
      {open === "move" && <MoveDialog of={of} entry={entry} onClose={close} />}
      {open === "add" && <AddLineDialog of={of} entry={entry} onClose={close} />}
      {line && typeof open === "object" && (open.what === "quantity" ? <QuantityDialog {...line} /> : open.what === "swap" ? <SwapDialog {...line} /> : <RemoveLineDialog {...line} />)}
    </span>
  )
}
