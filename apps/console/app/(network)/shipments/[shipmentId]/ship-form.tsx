"use client"
import { Alert, Button, Card, Checkbox, Field, FormRow, Input, QuantityInput } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"
import type { WorkShipment } from "./shipment-work.tsx"
import { WorkLines, type WorkLine } from "./work-lines.tsx"

/** Carrier and tracking, and all of it or just a part; the rest is planned anew by itself. */
export function ShipForm({ shipment: { shipmentId, version, lines }, putBack }: { shipment: WorkShipment; putBack: ReactNode }) {
  const t = useTranslations("shipments")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const units = useTranslations("units")
  const { decimalSign } = useFormats()
  const [carrier, setCarrier] = useState("")
  const [trackingNumber, setTracking] = useState("")
  const [part, setPart] = useState(false)
  const [leaving, setLeaving] = useState<Readonly<Record<string, string | undefined>>>({})
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.shipments.ship.mutationOptions(), { done: t("ship.done") })
  const of = (line: WorkLine) => (line.shipmentLineId in leaving ? leaving[line.shipmentLineId] : (line.picked ?? "0"))
  const run = () => {
    setAsked(true)
    if (!carrier.trim() || (part && lines.some((line) => of(line) === undefined))) return
    const some = lines.map((line) => ({ shipmentLineId: line.shipmentLineId, quantity: of(line) ?? "0" })).filter(({ quantity }) => Number(quantity) > 0)
    act.run({ shipmentId, version, carrier: carrier.trim(), trackingNumber: trackingNumber.trim(), ...(part && { lines: some }) })
  }
  const entry = (line: WorkLine) => (
    <QuantityInput aria-label={t("ship.of", { sku: line.sku })} value={of(line)} onValueChange={(quantity) => setLeaving((now) => ({ ...now, [line.shipmentLineId]: quantity }))} max={line.picked ?? "0"} unit={unitInWords(units, line.baseUnit, of(line))} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} />
  )
  return (
    <Card title={t("ship.title")} description={t("ship.lead")} flush footer={<div className="flex flex-wrap gap-2"><Button variant="primary" loading={act.pending} onClick={run}>{part ? t("ship.confirmPart") : t("ship.confirm")}</Button>{putBack}</div>}>
      <div className="grid gap-4 border-b p-4">
        <FormRow className="max-w-xl">
          <Field name="carrier" label={t("carrier")} error={asked && !carrier.trim() ? common("required", { field: t("carrier") }) : undefined}><Input list="carriers" value={carrier} maxLength={60} onChange={(event) => setCarrier(event.currentTarget.value)} /></Field>
          <Field name="tracking" label={t("tracking")} optionalLabel={common("optional")}><Input value={trackingNumber} maxLength={80} spellCheck={false} onChange={(event) => setTracking(event.currentTarget.value)} /></Field>
        </FormRow>
        <datalist id="carriers">{["DHL", "UPS", "FedEx", "GLS", "DPD", "Chronopost", "Colissimo"].map((name) => <option key={name} value={name} />)}</datalist>
        <Checkbox label={t("ship.part")} hint={t("ship.partHint")} checked={part} onChange={(event) => setPart(event.currentTarget.checked)} />
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
      <WorkLines lines={lines} {...(part && { entry, entryLabel: t("ship.leaving") })} />
    </Card>
  )
}
