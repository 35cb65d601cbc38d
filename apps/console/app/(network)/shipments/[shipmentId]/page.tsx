import { Card, DescriptionList, Link, Page, SplitView, Timeline, type TimelineEvent } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { ShipmentStatus } from "../../../../src/orders/badges.tsx"
import { found } from "../../../../src/page/found.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { ShipmentWork } from "./shipment-work.tsx"

type Props = { params: Promise<{ shipmentId: string }> }

const STEPS = [["planned", "plannedAt"], ["picked", "pickedAt"], ["packed", "packedAt"], ["shipped", "shippedAt"], ["delivered", "deliveredAt"]] as const

/** One parcel from the shelf to the door: pick, pack, ship, each a click, whole or in part. */
export default async function ShipmentPage({ params }: Props) {
  const { shipmentId } = await params
  const [ask, session, t, states, { day, moment }] = await Promise.all([api(), signedIn(), getTranslations("shipments"), getTranslations("refusals.fulfilment.status"), getFormats()])
  const shipment = await found(ask.shipments.get({ shipmentId }))
  const { shipTo } = shipment
  const events = STEPS.flatMap(([status, at]): TimelineEvent[] => {
    const when = shipment[at]
    if (!when && shipment.cancelledAt) return []
    return [{ id: status, what: states(status), time: when ? moment(when) : "", dateTime: when ?? undefined, upcoming: !when, tone: when ? "success" : "neutral" }]
  })
  const cancelled: TimelineEvent[] = shipment.cancelledAt ? [{ id: "cancelled", what: states("cancelled"), time: moment(shipment.cancelledAt), dateTime: shipment.cancelledAt, tone: "danger" }] : []
  return (
    <Page title={shipment.number} status={<ShipmentStatus status={shipment.status} />}
      meta={<><Link href={`/orders/${shipment.orderId}`}>{shipment.orderNumber}</Link><span>{shipment.tenantName}</span><span>{shipment.accountName}</span><span>{t("dueOn", { day: day(shipment.dueOn) })}</span></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/shipments" }, { label: shipment.number }] }}>
      <SplitView asideLabel={t("facts")} aside={<>
        <Card title={t("shipTo")}>
          <address className="text-sm not-italic">
            {[shipTo.recipient, shipTo.line1, shipTo.line2, `${shipTo.postalCode} ${shipTo.city}`, [shipTo.region, shipTo.country].filter(Boolean).join(", ")].filter(Boolean).map((line) => <span key={line} className="block">{line}</span>)}
          </address>
        </Card>
        <Card title={t("facts")}>
          <DescriptionList items={[
            { term: t("warehouse"), value: shipment.warehouseCode },
            { term: t("shipping"), value: shipment.shipComplete ? t("shipComplete") : t("shipPartly") },
            ...(shipment.carrier ? [{ term: t("carrier"), value: shipment.carrier }, { term: t("tracking"), value: shipment.trackingNumber || "–" }] : []),
          ]} />
        </Card>
        <Card title={t("progress")}><Timeline label={t("progress")} events={[...events, ...cancelled]} /></Card>
      </>}>
        <ShipmentWork key={shipment.version} shipment={{ shipmentId, version: shipment.version, number: shipment.number, status: shipment.status, actions: shipment.actions, lines: shipment.lines }}
          noRight={may(session, "network.shipment.manage") ? undefined : t("noRight")} />
      </SplitView>
    </Page>
  )
}
