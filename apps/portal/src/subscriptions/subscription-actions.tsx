"use client"
import { useState } from "react"
import { Button, DropdownMenu, toast } from "@entrepot/ui"
import type { SubscriptionPage } from "@entrepot/domain/subscriptions"
import { usePortal } from "#client/portal.tsx"
import type { ChangeOf } from "./change-dialog.tsx"
import { AddLineDialog } from "./line-changes.tsx"
import { RenewDialog } from "./renew.tsx"
import { FeeDialog, PlanDialog } from "./terms-changes.tsx"
import { UsageDialog } from "./usage-dialog.tsx"
import { useReason, useSay } from "./use-say.ts"
import { ActivateDialog, CancelDialog, DetailsDialog, OrderNowDialog, PauseDialog, ResumeDialog, ScheduleDialog, type ShipTo } from "./whole-changes.tsx"

type Open = "activate" | "order_now" | "pause" | "resume" | "schedule" | "details" | "add_line" | "usage" | "plan" | "fee" | "renew" | "cancel"

/** What can be done with the whole subscription; what cannot says why. */
export function SubscriptionActions({ subscription, of, shipTos }: { subscription: SubscriptionPage; of: ChangeOf; shipTos: readonly ShipTo[] }) {
  const t = useSay()
  const why = useReason()
  const [open, setOpen] = useState<Open>()
  const { actions, status } = subscription
  // A customer never sets what it is charged, so it is not even asked.
  const sells = usePortal().reach === "tenant"
  const close = () => setOpen(undefined)
  const item = (what: Open, action: SubscriptionPage["actions"]["change"], tone?: "danger") => {
    const reason = why(action)
    return { label: t(`menu.${what}`), onSelect: () => setOpen(what), ...(tone && { tone }), ...(reason && { disabledReason: reason }) }
  }
  const whole = { of, subscription, onClose: close }
  return (
    <>
      {status === "draft" ? <Button variant="primary" onClick={() => setOpen("activate")} disabledReason={why(actions.activate)}>{t("menu.activate")}</Button> : <Button variant="primary" onClick={() => setOpen("order_now")} disabledReason={why(actions.order_now)}>{t("menu.order_now")}</Button>}
      {status === "draft" ? null : status === "paused" ? <Button onClick={() => setOpen("resume")} disabledReason={why(actions.resume)}>{t("menu.resume")}</Button> : <Button onClick={() => setOpen("pause")} disabledReason={why(actions.pause)}>{t("menu.pause")}</Button>}
      <DropdownMenu trigger={<Button>{t("menu.more")}</Button>} groups={[
        { items: [item("schedule", actions.change), item("add_line", actions.change), item("details", actions.change)] },
        { items: [item("plan", actions.plan), ...(sells ? [item("fee", actions.fee)] : [])] },
        { items: [item("usage", actions.report_usage), ...(subscription.endsOn ? [item("renew", actions.renew)] : [])] }, { items: [item("cancel", actions.cancel, "danger")] },
      ]} />
      {open === "activate" && <ActivateDialog of={of} onClose={close} />}
      {open === "order_now" && <OrderNowDialog of={of} onClose={close} onDone={() => toast.info(t("do.order_now.made"))} />}
      {open === "pause" && <PauseDialog of={of} onClose={close} />}
      {open === "resume" && <ResumeDialog {...whole} />}
      {open === "schedule" && <ScheduleDialog {...whole} />}
      {open === "details" && <DetailsDialog {...whole} shipTos={shipTos} />}
      {open === "add_line" && <AddLineDialog of={of} entry={subscription.upcoming.find(({ actions: of }) => of.change.possible)} onClose={close} />}
      {open === "plan" && <PlanDialog {...whole} />}
      {open === "fee" && <FeeDialog {...whole} />}
      {open === "usage" && <UsageDialog subscription={subscription} onClose={close} />}
      {open === "renew" && <RenewDialog {...whole} />}
      {open === "cancel" && <CancelDialog {...whole} />}
    </>
  )
}
