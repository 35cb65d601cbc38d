"use client"
import { useTranslations } from "next-intl"
import { CodeText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { DeliveryPreview, SubscriptionPreview } from "@entrepot/domain/subscriptions"
import { cadenceText } from "@entrepot/domain/subscriptions/contract"
import { unitInWords } from "@entrepot/kernel"
import type { Formats } from "../format.ts"
import { IndexPrice, ProvisionalNote } from "./index-price.tsx"
import { pricePolicyText, stockOutText } from "./policy-text.ts"
import { NextDate, shipToText } from "./preview-aside.tsx"
import { useSay } from "./use-say.ts"

/** New subscriptions in full, one for each ship-to: each line with its price and what happens without stock, then the dates. */
export function Summary({ preview, formats }: { preview: SubscriptionPreview; formats: Formats }) {
  const t = useSay()
  const { deliveries } = preview
  return (
    <>
      <p className="font-medium">{cadenceText(preview.cadence, t, formats)}{preview.plan && ` · ${preview.plan.name}`}</p>
      {deliveries.length > 1 && <p>{t("new.several", { count: deliveries.length })}</p>}
      {deliveries.map((delivery, at) => (
        <section key={delivery.shipTo?.addressId ?? at} aria-label={shipToText(delivery, t)} className="grid gap-4">
          {deliveries.length > 1 && <h3 className="font-semibold">{shipToText(delivery, t)}</h3>}
          <DeliverySummary delivery={delivery} currency={preview.currency} formats={formats} />
        </section>
      ))}
    </>
  )
}

function DeliverySummary({ delivery, currency, formats }: { delivery: DeliveryPreview; currency: string; formats: Formats }) {
  const t = useSay()
  const units = useTranslations("units")
  return (
    <>
      <Table caption={t("lines")} stack>
        <THead><TR><TH>{t("product")}</TH><TH align="end">{t("quantity")}</TH><TH>{t("price.legend")}</TH><TH align="end">{t("net")}</TH></TR></THead>
        <TBody>
          {delivery.lines.map((line) => (
            <TR key={line.lineId}>
              <TH scope="row" className="font-normal"><span className="font-medium">{line.name}</span><span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText></span></TH>
              <TD align="end" label={t("quantity")}>{formats.number(line.quantity)} <span className="text-muted">{unitInWords(units, line.unit, line.quantity)}</span></TD>
              <TD label={t("price.legend")}><span>{pricePolicyText(line.pricePolicy, currency, t, formats, line.index?.series.name)}</span>{line.index && <IndexPrice index={line.index} whole />}<span className="block text-sm text-muted">{stockOutText(line.stockOut, (id) => line.substitutes.find(({ productId }) => productId === id)?.sku, t, formats)}</span></TD>
              <TD align="end" label={t("net")}>{line.net ? formats.money(line.net) : t("onRequest")}{line.unitPrice && <span className="block text-sm text-muted">{t("each", { price: formats.unitPrice(line.unitPrice, currency) })}</span>}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
      <ol aria-label={t("new.dates")} className="grid gap-2 text-sm sm:grid-cols-2 sm:gap-x-8">{delivery.entries.slice(0, 6).map((entry) => <NextDate key={entry.n} entry={entry} />)}</ol>
      <ProvisionalNote lines={delivery.entries.slice(0, 6).flatMap(({ lines }) => lines)} />
    </>
  )
}
