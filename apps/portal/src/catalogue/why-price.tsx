"use client"
import { useTranslations } from "next-intl"
import { Badge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { ProductPage } from "@entrepot/domain/storefront"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"

type Answer = NonNullable<ProductPage["asked"]["answer"]>
type Offer = Answer["explanation"]["winner"]

/** Why this price: the winner, everything that lost and for which reason, and what would change it. */
export function WhyPrice({ answer }: { answer: Answer }) {
  const t = useTranslations("catalogue.why")
  const formats = useFormats()
  const { winner, losers, wouldBeat } = answer.explanation
  const row = (offer: Offer, verdict: React.ReactNode, key: string) => (
    <TR key={key}>
      <TH scope="row" className="font-normal"><span className="font-medium">{offer.source.kind === "base" ? t("kinds.base") : offer.source.name}</span><span className="block text-sm text-muted">{offer.source.kind !== "base" && <span className="block">{t(`kinds.${offer.source.kind}`)}</span>}<Making offer={offer} currency={answer.currency} /></span></TH>
      <TD align="end" label={t("from")}>{formats.number(offer.quantity)}</TD>
      <TD align="end" label={t("price")}>{formats.unitPrice(offer.unitPrice, answer.currency)}</TD>
      <TD label={t("verdict")}>{verdict}</TD>
    </TR>
  )
  return (
    <div className="grid gap-3">
      <Table caption={t("title")} stack>
        <THead><TR><TH>{t("source")}</TH><TH align="end">{t("from")}</TH><TH align="end">{t("price")}</TH><TH>{t("verdict")}</TH></TR></THead>
        <TBody>
          {row(winner, <Badge tone="success">{t("wins")}</Badge>, "winner")}
          {losers.map((loser, index) => row(loser, <span className="text-muted">{t(`lost.${loser.why}`)}</span>, `${loser.source.id}-${index}`))}
        </TBody>
      </Table>
      {wouldBeat.length > 0 && (
        <ul className="grid gap-1 text-sm text-muted">
          {wouldBeat.map((outlook, index) => (
            <li key={index}>{outlook.what === "ends" ? t("ends", { day: formats.day(outlook.on) }) : t("nextTier", { missing: formats.number(outlook.missing), quantity: formats.number(outlook.quantity), price: formats.unitPrice(outlook.unitPrice, answer.currency) })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Straight from a row, from another unit, or by a percentage: how the offer came to its price. */
function Making({ offer, currency }: { offer: Offer; currency: string }) {
  const t = useTranslations("catalogue.why")
  const units = useTranslations("units")
  const formats = useFormats()
  return (
    <>
      {offer.convertedFrom && <span className="block">{t("converted", { price: formats.unitPrice(offer.convertedFrom.unitPrice, currency), unit: unitInWords(units, offer.convertedFrom.unit) })}</span>}
      {offer.rule && <span className="block">{t(`making.${offer.rule.basis}`, { percent: formats.percent(offer.rule.percent), price: formats.unitPrice(offer.rule.basisPrice, currency) })}</span>}
    </>
  )
}
