"use client"
import { Card, CodeText, MoneyText, Stat, StatGrid, StatusBadge } from "@entrepot/ui"
import type { PriceExplanation } from "@entrepot/domain/pricing/contract"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../../src/format/client.ts"
import type { BasketLine } from "./basket.tsx"

type Money = { amount: string; currency: string }
type Line = {
  productId: string; unit: string; quantity: string; currency: string; net: Money | null; supplyNet: Money | null; marginPercent: string | null; belowFloor: boolean; supply: { unitPrice: string } | null
  price: { unitPrice: string; source: { kind: string; name: string; version: number }; explanation: PriceExplanation | null } | null; product: { sku: string; entitled: boolean }
}
type Props = { answer: { lines: readonly Line[]; net: Money; supply: Money; margin: Money; unpriced: number }; lines: readonly BasketLine[] }

/** Each price with its winner, its losers and why, and what would beat it. */
export function Simulated({ answer, lines }: Props) {
  const t = useTranslations("prices")
  const { money } = useFormats()
  return (
    <div className="grid gap-4" aria-live="polite">
      <StatGrid>
        <Stat label={t("net")} value={money(answer.net as never)} hint={answer.unpriced > 0 ? t("unpriced", { count: answer.unpriced }) : undefined} />
        <Stat label={t("supplyNet")} value={money(answer.supply as never)} />
        <Stat label={t("margin")} value={money(answer.margin as never)} />
      </StatGrid>
      {answer.lines.map((line, at) => <PricedLine key={lines[at]?.key ?? at} line={line} name={lines[at]?.name ?? ""} />)}
    </div>
  )
}

function PricedLine({ line, name }: { line: Line; name: string }) {
  const t = useTranslations("prices")
  const { unitPrice, money, number, day, signedPercent } = useFormats()
  const price = (text: string) => unitPrice(text, line.currency)
  const { explanation } = line.price ?? {}
  return (
    <Card title={<span className="flex flex-wrap items-center gap-2"><CodeText>{line.product.sku}</CodeText><span className="font-normal text-muted">{name}</span>{!line.product.entitled && <StatusBadge tone="danger">{t("notEntitled")}</StatusBadge>}{line.belowFloor && <StatusBadge tone="warning">{t("belowFloor")}</StatusBadge>}</span>}
      actions={line.price && line.net && <MoneyText strong>{money(line.net as never)}</MoneyText>}>
      {!line.price || !explanation ? <p className="text-sm text-muted">{t("requestPrice")}</p> : (
        <div className="grid gap-3 text-sm">
          <p><span className="font-medium">{t("perUnit", { price: price(line.price.unitPrice), unit: line.unit })}</span> · {t("wonBy", { kind: t(`ladderKinds.${line.price.source.kind}` as never), name: line.price.source.name, version: line.price.source.version })}
            {explanation.winner.rule && <span className="text-muted"> · {t("byRule", { percent: signedPercent(explanation.winner.rule.percent), basis: t(`bases.${explanation.winner.rule.basis}`), price: price(explanation.winner.rule.basisPrice) })}</span>}
            {explanation.winner.convertedFrom && <span className="text-muted"> · {t("converted", { price: price(explanation.winner.convertedFrom.unitPrice), unit: explanation.winner.convertedFrom.unit })}</span>}
          </p>
          {line.supply && <p className="text-muted">{t("supplyPer", { price: price(line.supply.unitPrice), margin: line.marginPercent === null ? "–" : `${number(line.marginPercent)} %` })}</p>}
          {explanation.losers.length > 0 && (
            <div><h4 className="font-medium">{t("losers")}</h4><ul className="grid gap-0.5 text-muted">{explanation.losers.map((loser, at) => <li key={at}>{price(loser.unitPrice)} · {t(`ladderKinds.${loser.source.kind}` as never)} {loser.source.name} · {t("atQuantity", { quantity: number(loser.quantity) })} · {t(`lost.${loser.why}`)}</li>)}</ul></div>
          )}
          {explanation.wouldBeat.length > 0 && (
            <div><h4 className="font-medium">{t("wouldBeat")}</h4><ul className="grid gap-0.5 text-muted">{explanation.wouldBeat.map((outlook, at) => <li key={at}>{outlook.what === "ends" ? t("ends", { day: day(outlook.on) }) : t("nextTier", { missing: number(outlook.missing), quantity: number(outlook.quantity), price: price(outlook.unitPrice) })}</li>)}</ul></div>
          )}
        </div>
      )}
    </Card>
  )
}
