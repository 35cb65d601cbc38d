import { Alert, Card, DescriptionList, Link, MoneyText, Page, SplitView, StatusBadge, Timeline } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { OrderStatus, ShipmentStatus } from "../../../../src/orders/badges.tsx"
import { found } from "../../../../src/page/found.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { OrderLines } from "./order-lines.tsx"
import { OrderSettlement } from "./order-settlement.tsx"
import { factText } from "./fact-text.ts"

type Props = { params: Promise<{ orderId: string }> }

/** One order as the distributor supplies it: what was asked, what is promised from where, and everything that happened. */
export default async function OrderPage({ params }: Props) {
  const { orderId } = await params
  const [ask, session, t, tell, { money, instant, moment, day }] = await Promise.all([api(), signedIn(), getTranslations("orders"), getTranslations("refusals.ordering"), getFormats()])
  const [order, { shipments }, settlement, warehouses] = await Promise.all([found(ask.orders.get({ orderId })), ask.shipments.list({ orderId }), may(session, "network.settlement.view") ? ask.settlement.ofOrder({ orderId }) : null, may(session, "network.stock.view") ? ask.stock.warehouses() : []])
  const ref = { tenantId: order.tenantId, accountId: order.accountId, orderId }
  return (
    <Page title={order.number} status={<><OrderStatus status={order.status} />{order.backordered && <StatusBadge tone="warning">{t("backordered")}</StatusBadge>}</>}
      meta={<><span>{order.tenantName}</span><span>{order.accountName}</span>{order.poNumber && <span>{t("poNumber", { number: order.poNumber })}</span>}<time dateTime={order.submittedAt}>{instant(order.submittedAt)}</time></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/orders" }, { label: order.number }] }}>
      {order.status === "on_hold" && <Alert tone="warning" title={tell.has(`hold.${order.holdCode}` as never) ? tell(`hold.${order.holdCode}` as never) : t("held")}>{t("heldText", { owner: order.holdOwner ?? order.tenantName })}</Alert>}
      {order.status === "awaiting_approval" && <Alert tone="info" title={t("awaits")}>{t("awaitsText", { tenant: order.tenantName })}</Alert>}
      <Card title={t("lines")} flush>
        <OrderLines order={ref} currency={order.supply.currency} lines={order.lines} warehouses={warehouses.filter(({ active }) => active).map(({ warehouseId, name }) => ({ value: warehouseId, label: name }))}
          noMove={may(session, "network.order.manage") ? undefined : t("move.noRight")} />
      </Card>
      <SplitView asideLabel={t("facts")} aside={(
        <Card title={t("facts")}>
          <DescriptionList items={[
            { term: t("tenant"), value: may(session, "network.tenant.view") ? <Link href={`/tenants/${order.tenantId}`}>{order.tenantName}</Link> : order.tenantName },
            { term: t("account"), value: order.accountName },
            { term: t("value"), value: <MoneyText strong>{money(order.supply)}</MoneyText>, hint: t("supplyHint") },
            { term: t("requested"), value: order.requestedOn ? day(order.requestedOn) : t("asSoonAsPossible") },
            { term: t("shipping"), value: order.shipComplete ? t("shipComplete") : t("shipPartly") },
            ...(order.note ? [{ term: t("note"), value: order.note }] : []),
          ]} />
        </Card>
      )}>
        <Card title={t("shipments")} flush>
          {shipments.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t("noShipments")}</p> : (
            <ul className="divide-y text-sm">
              {shipments.map((shipment) => (
                <li key={shipment.shipmentId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
                  <Link href={`/shipments/${shipment.shipmentId}`} className="font-medium tabular-nums">{shipment.number}</Link>
                  <ShipmentStatus status={shipment.status} />
                  <span className="text-muted">{shipment.warehouseCode} → {shipment.shipTo.city}, {shipment.shipTo.country}</span>
                  <span className="ms-auto text-muted">{shipment.trackingNumber ? `${shipment.carrier} ${shipment.trackingNumber}` : t("due", { day: day(shipment.dueOn) })}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        {settlement && <Card title={t("settlement")} description={t("settlementText")} flush><OrderSettlement entries={settlement} tenantId={order.tenantId} /></Card>}
        <Card title={t("timeline")}>
          <Timeline label={t("timeline")} events={order.timeline.toReversed().map((fact) => ({ id: fact.id, time: moment(fact.at), dateTime: fact.at, who: fact.actor.name, ...factText(tell as never, fact) }))} />
        </Card>
      </SplitView>
    </Page>
  )
}
