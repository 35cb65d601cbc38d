"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button, CodeText, Link, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { SubscriptionLineView, SubscriptionPage } from "@entrepot/domain/subscriptions"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import type { ChangeOf } from "./change-dialog.tsx"
import { IndexPrice } from "./index-price.tsx"
import { PoliciesDialog } from "./line-changes.tsx"
import { pricePolicyText, stockOutText } from "./policy-text.ts"
import { useReason, useSay } from "./use-say.ts"

/** What comes each time, at which price and by which rules; the rules can be changed here. */
export function LineList({ subscription: { lines, currency, actions }, of }: { subscription: SubscriptionPage; of: ChangeOf }) {
  const t = useSay()
  const units = useTranslations("units")
  const why = useReason()
  const formats = useFormats()
  const [open, setOpen] = useState<SubscriptionLineView>()
  return (
    <>
      <Table caption={t("lines")} stack>
        <THead><TR><TH>{t("product")}</TH><TH align="end">{t("quantity")}</TH><TH>{t("rules")}</TH><TH align="end">{t("net")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
        <TBody>
          {lines.map((line) => (
            <TR key={line.lineId}>
              <TH scope="row" className="font-normal"><Link tone="quiet" href={`/products/${line.productId}`} className="font-medium">{line.name}</Link><span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText></span></TH>
              <TD align="end" label={t("quantity")}>{formats.number(line.quantity)} <span className="text-muted">{unitInWords(units, line.unit, line.quantity)}</span></TD>
              <TD label={t("rules")}><span className="block">{pricePolicyText(line.pricePolicy, currency, t, formats, line.index?.series.name)}</span>{line.index && <IndexPrice index={line.index} whole />}<span className="block text-sm text-muted">{t("stockOut.if", { steps: stockOutText(line.stockOut, (id) => line.substitutes.find(({ productId }) => productId === id)?.sku, t, formats) })}</span>{line.usage && <span className="block text-sm text-muted">{t("usage.follows", { earlier: line.usage.earlierDays, later: line.usage.laterDays })}</span>}</TD>
              <TD align="end" label={t("net")}>{line.net ? formats.money(line.net) : t("onRequest")}{line.unitPrice && <span className="block text-sm text-muted">{t("each", { price: formats.unitPrice(line.unitPrice, currency) })}</span>}{line.listPrice && line.unitPrice && Number(line.listPrice) !== Number(line.unitPrice) && <span className="block text-sm text-muted">{t("today", { price: formats.unitPrice(line.listPrice, currency) })}</span>}</TD>
              <TD align="end"><Button size="sm" aria-label={t("menu.policiesOf", { sku: line.sku })} onClick={() => setOpen(line)} disabledReason={why(actions.change)}>{t("menu.policies")}</Button></TD>
            </TR>
          ))}
        </TBody>
      </Table>
      {open && <PoliciesDialog of={of} line={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
