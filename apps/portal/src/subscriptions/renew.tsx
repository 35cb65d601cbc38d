"use client"
import { useState } from "react"
import { Alert, Button } from "@entrepot/ui"
import type { SubscriptionPage } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { Count } from "./cadence-form.tsx"
import { ChangeDialog, type ChangeOf } from "./change-dialog.tsx"
import { useReason, useSay } from "./use-say.ts"

type Props = { of: ChangeOf; subscription: Pick<SubscriptionPage, "plan" | "endsOn" | "actions">; onClose: () => void }

const USUAL_MONTHS = 12

/** Another term: the plan's own for a customer, any for whoever agrees to more. */
export function RenewDialog({ of, subscription: { plan, endsOn }, onClose }: Props) {
  const t = useSay()
  const { day } = useFormats()
  const fixed = plan?.offers?.termMonths ?? undefined
  const [months, setMonths] = useState(fixed ?? USUAL_MONTHS)
  return (
    <ChangeDialog of={of} title={t("do.renew.title")} text={endsOn ? t("do.renew.text", { day: day(endsOn) }) : undefined} confirm={t("do.renew.confirm", { months })} onClose={onClose} change={{ kind: "renew", months }}>
      {fixed === undefined && <Count label={t("do.renew.months")} hint={t("do.renew.monthsHint")} least={1} most={120} value={months} onChange={setMonths} />}
    </ChangeDialog>
  )
}

/** Says that the term ends soon, and offers another one. */
export function TermNotice({ of, subscription }: Omit<Props, "onClose">) {
  const t = useSay()
  const why = useReason()
  const { day } = useFormats()
  const [open, setOpen] = useState(false)
  return (
    <Alert tone="warning" title={t("termEnds", { day: day(subscription.endsOn ?? "") })} actions={<Button size="sm" onClick={() => setOpen(true)} disabledReason={why(subscription.actions.renew)}>{t("menu.renew")}</Button>}>
      {t("termEndsText")}
      {open && <RenewDialog of={of} subscription={subscription} onClose={() => setOpen(false)} />}
    </Alert>
  )
}
