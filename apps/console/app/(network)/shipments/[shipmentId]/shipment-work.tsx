"use client"
import { Alert, Button, Card, ReasonDialog } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { PickForm } from "./pick-form.tsx"
import { ShipForm } from "./ship-form.tsx"
import { WorkLines, type WorkLine } from "./work-lines.tsx"

export type WorkShipment = { shipmentId: string; version: number; number: string; status: string; actions: { pick: boolean; pack: boolean; ship: boolean; putBack: boolean; deliver: boolean }; lines: readonly WorkLine[] }

/** What can be done with the parcel now; the server said what is possible, this only offers it. */
export function ShipmentWork({ shipment, noRight }: { shipment: WorkShipment; noRight: string | undefined }) {
  const t = useTranslations("shipments")
  const trpc = useTRPC()
  const { shipmentId, version, actions, lines } = shipment
  const pack = useAct(trpc.shipments.pack.mutationOptions(), { done: t("packed") })
  const deliver = useAct(trpc.shipments.deliver.mutationOptions(), { done: t("delivered") })
  if (actions.pick && !noRight) return <PickForm shipment={shipment} />
  if (actions.ship && !noRight) return <ShipForm shipment={shipment} putBack={<PutBack shipment={shipment} />} />
  const refused = pack.refused ?? deliver.refused
  return (
    <Card title={t("content")} flush footer={(actions.pick || actions.pack || actions.ship || actions.deliver) && (
      <div className="flex flex-wrap items-center gap-2">
        {actions.pick && <Button variant="primary" disabledReason={noRight}>{t("pick.confirm")}</Button>}
        {actions.pack && <Button variant="primary" loading={pack.pending} disabledReason={noRight} onClick={() => pack.run({ shipmentId, version })}>{t("pack")}</Button>}
        {actions.ship && <Button variant="primary" disabledReason={noRight}>{t("ship.confirm")}</Button>}
        {actions.deliver && <Button loading={deliver.pending} disabledReason={noRight} onClick={() => deliver.run({ shipmentId, version })}>{t("markDelivered")}</Button>}
        {actions.putBack && !noRight && <PutBack shipment={shipment} />}
      </div>
    )}>
      {refused && <Alert tone="danger" live className="m-3">{refused}</Alert>}
      <WorkLines lines={lines} />
    </Card>
  )
}

/** The parcel goes back to the shelf: the order may change again. */
function PutBack({ shipment: { shipmentId, version, number } }: { shipment: WorkShipment }) {
  const t = useTranslations("shipments.putBack")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.shipments.putBack.mutationOptions(), { done: t("done", { number }), onDone: () => setOpen(false) })
  return (
    <ReasonDialog open={open} onOpenChange={setOpen} name="reason" maxLength={500} labels={{ reason: common("reason"), hint: common("reasonHint"), missing: common("required", { field: common("reason") }) }} trigger={<Button variant="ghost">{t("open")}</Button>}
      title={t("title", { number })} description={t("text")} confirmLabel={t("open")} cancelLabel={common("cancel")} loading={act.pending} refused={act.refused} onConfirm={(reason) => act.run({ shipmentId, version, reason })} />
  )
}
