import { EmptyState, Link, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { OrderStatus } from "../../../../src/orders/badges.tsx"

type Reservation = { reservationId: string; orderId: string; quantity: string; picked: boolean; createdAt: string }
type Promised = { reservationId: string; orderNumber: string; orderStatus: string; tenantName: string; accountName: string; promiseOn: string | null; shipment: { shipmentId: string; number: string; status: string } | null }

/** Who was promised what of it, the oldest promise first; together they are what is reserved. */
export async function Reservations({ reservations, promises, unit, more }: { reservations: readonly Reservation[]; promises: readonly Promised[]; unit: string; more: boolean }) {
  const [t, { number, day, instant }] = await Promise.all([getTranslations("stock"), getFormats()])
  const of = new Map(promises.map((promise) => [promise.reservationId, promise]))
  if (reservations.length === 0) return <EmptyState level={3} title={t("noPromises")} description={t("noPromisesText")} />
  return (
    <>
      <Table caption={t("promises")} stack density="tight">
        <THead><TR><TH>{t("order")}</TH><TH>{t("state")}</TH><TH>{t("tenant")}</TH><TH>{t("promisedFor")}</TH><TH>{t("shipment")}</TH><TH>{t("since")}</TH><TH align="end">{t("quantity")}</TH></TR></THead>
        <TBody>
          {reservations.map((reservation) => {
            const promise = of.get(reservation.reservationId)
            return (
              <TR key={reservation.reservationId}>
                <TH scope="row"><Link href={`/orders/${reservation.orderId}`}>{promise?.orderNumber ?? reservation.orderId.slice(0, 8)}</Link></TH>
                <TD label={t("state")}>{promise && <OrderStatus status={promise.orderStatus} />}{reservation.picked && <StatusBadge tone="info">{t("picked")}</StatusBadge>}</TD>
                <TD label={t("tenant")}>{promise?.tenantName}<span className="text-muted"> · {promise?.accountName}</span></TD>
                <TD label={t("promisedFor")} muted>{promise?.promiseOn ? day(promise.promiseOn) : "–"}</TD>
                <TD label={t("shipment")}>{promise?.shipment ? <Link href={`/shipments/${promise.shipment.shipmentId}`}>{promise.shipment.number}</Link> : "–"}</TD>
                <TD label={t("since")} muted>{instant(reservation.createdAt)}</TD>
                <TD label={t("quantity")} align="end" className="font-medium">{number(reservation.quantity)} <span className="font-normal text-muted">{unit}</span></TD>
              </TR>
            )
          })}
        </TBody>
      </Table>
      {more && <p className="border-t px-4 py-2.5 text-sm text-muted">{t("morePromises", { count: reservations.length })}</p>}
    </>
  )
}
