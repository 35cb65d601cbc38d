"use client"
import { Alert, Button, Card, QuantityInput, Select } from "@entrepot/ui"
import { Printer } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"
import type { WorkShipment } from "./shipment-work.tsx"
import { WorkLines, type WorkLine } from "./work-lines.tsx"

const REASONS = ["not_found", "damaged", "later"] as const
type Picked = { quantity: string | undefined; reason: (typeof REASONS)[number] | "" }

/** Everything is taken as picked; where less lies on the shelf, the picker says how much and why. */
export function PickForm({ shipment: { shipmentId, version, lines } }: { shipment: WorkShipment }) {
  const t = useTranslations("shipments")
  const common = useTranslations("common")
  const reasons = useTranslations("refusals.fulfilment.reason")
  const trpc = useTRPC()
  const units = useTranslations("units")
  const { decimalSign } = useFormats()
  const [picked, setPicked] = useState<Readonly<Record<string, Picked>>>({})
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.shipments.pick.mutationOptions(), { done: t("pick.done") })
  const of = (line: WorkLine): Picked => picked[line.shipmentLineId] ?? { quantity: line.baseQuantity, reason: "" }
  const isShort = (line: WorkLine) => Number(of(line).quantity ?? "NaN") < Number(line.baseQuantity)
  const put = (line: WorkLine, change: Partial<Picked>) => setPicked((now) => ({ ...now, [line.shipmentLineId]: { ...of(line), ...change } }))
  const wrong = lines.filter((line) => of(line).quantity === undefined || (isShort(line) && !of(line).reason))
  const run = () => {
    setAsked(true)
    if (wrong.length > 0) return
    act.run({ shipmentId, version, short: lines.filter(isShort).map((line) => ({ shipmentLineId: line.shipmentLineId, picked: of(line).quantity ?? "0", reason: of(line).reason as (typeof REASONS)[number] })) })
  }
  const entry = (line: WorkLine) => (
    <span className="inline-grid justify-items-end gap-1">
      <QuantityInput aria-label={t("pick.of", { sku: line.sku })} value={of(line).quantity} onValueChange={(quantity) => put(line, { quantity })} max={line.baseQuantity} unit={unitInWords(units, line.baseUnit, of(line).quantity)} decimalSign={decimalSign} labels={{ decrease: common("decrease"), increase: common("increase") }} />
      {isShort(line) && (
        <Select aria-label={t("pick.why", { sku: line.sku })} value={of(line).reason} placeholder={t("pick.whyShort")} onChange={(event) => put(line, { reason: event.currentTarget.value as Picked["reason"] })}
          options={REASONS.map((value) => ({ value, label: reasons(value) }))} aria-invalid={(asked && !of(line).reason) || undefined} />
      )}
    </span>
  )
  return (
    <Card title={t("pick.title")} description={t("pick.lead")} flush actions={<Button size="sm" icon={<Printer aria-hidden />} onClick={() => window.print()}>{t("pick.print")}</Button>}
      footer={<Button variant="primary" loading={act.pending} onClick={run}>{t("pick.confirm")}</Button>}>
      {asked && wrong.length > 0 && <Alert tone="danger" live className="m-3">{t("pick.missing", { skus: wrong.map(({ sku }) => sku).join(", ") })}</Alert>}
      {act.refused && <Alert tone="danger" live className="m-3">{act.refused}</Alert>}
      <WorkLines lines={lines} entry={entry} entryLabel={t("pick.picked")} />
    </Card>
  )
}
