"use client"
import { useTranslations } from "next-intl"
import { Card, CodeText, EmptyState, StatusBadge } from "@entrepot/ui"
import type { OrderShipment } from "@entrepot/domain/fulfilment"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"

const TONE = { planned: "neutral", picked: "info", packed: "info", shipped: "success", delivered: "success" } as const

/** The parcels, with their tracking. */
export function Shipments({ shipments }: { shipments: readonly OrderShipment[] }) {
  const t = useTranslations("orders")
  const units = useTranslations("units")
  const formats = useFormats()
  return (
    <Card title={t("shipments")}>
      {shipments.length === 0 ? <EmptyState title={t("noShipments")} level={3} /> : (
        <ul className="grid gap-4">
          {shipments.map((shipment) => (
            <li key={shipment.shipmentId} className="grid gap-1">
              <span className="flex flex-wrap items-center gap-2"><CodeText className="font-medium">{shipment.number}</CodeText><StatusBadge tone={TONE[shipment.status]}>{t(`shipment.${shipment.status}`)}</StatusBadge>
                <span className="text-sm text-muted">{shipment.shippedAt ? t("shippedAt", { at: formats.instant(shipment.shippedAt) }) : t("dueOn", { day: formats.day(shipment.dueOn) })}</span></span>
              {shipment.trackingNumber && <span className="text-sm">{shipment.carrier} <CodeText>{shipment.trackingNumber}</CodeText></span>}
              <span className="text-sm text-muted">{shipment.lines.map(({ sku, quantity, unit }) => `${formats.number(quantity)} ${unitInWords(units, unit, quantity)} ${sku}`).join(", ")}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
