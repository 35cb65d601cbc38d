"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { Repeat } from "lucide-react"
import { useState } from "react"
import { Card, DescriptionList, LinkButton, StatusBadge } from "@entrepot/ui"
import type { ProductPage } from "@entrepot/domain/storefront"
import { useMay, usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { unitLabel } from "../units.ts"
import { AddToCart } from "./add-to-cart.tsx"
import { WhyPrice } from "./why-price.tsx"

/** Price, quantity, date and reason of one product; another unit or quantity asks the server again. */
export function BuyBox({ first }: { first: ProductPage }) {
  const t = useTranslations("catalogue")
  const units = useTranslations("units")
  const formats = useFormats()
  const say = useTranslations("subscriptions")
  const subscribes = useMay("subscription.manage")
  const { account } = usePortal()
  const [chosen, setChosen] = useState({ unit: first.asked.unit, quantity: first.asked.quantity as string })
  const asIs = chosen.unit === first.asked.unit && chosen.quantity === first.asked.quantity
  const { data: page = first } = useQuery({ ...useTRPC().catalog.product.queryOptions({ accountId: account.accountId, productId: first.productId, ...chosen }), enabled: !asIs, placeholderData: keepPreviousData })
  const { answer, promise } = page.asked
  return (
    <>
      <Card title={t("yourPrice")}>
        <div className="grid gap-4">
          <AddToCart product={first} initial={chosen} onChange={setChosen} prominent />
          {subscribes && first.units.length > 0 && <LinkButton href={`/subscriptions/new?${new URLSearchParams({ product: first.productId, ...(chosen.unit && { unit: chosen.unit }), ...(chosen.quantity && { quantity: chosen.quantity }) }).toString()}`} icon={<Repeat aria-hidden />}>{say("new.fromProduct")}</LinkButton>}
          <DescriptionList items={[
            { term: t("leaves"), value: promise.on ? t(`promise.${promise.reason}`, { day: formats.day(promise.on) }) : t("promise.no_supply") },
            ...(answer?.supply ? [{ term: t("supply"), value: formats.unitPrice(answer.supply.unitPrice, answer.currency) }] : []),
            ...(answer?.marginPercent ? [{ term: t("margin"), value: <>{formats.percent(answer.marginPercent)} {answer.floor?.below && <StatusBadge tone="warning">{t("belowFloor")}</StatusBadge>}</> }] : []),
          ]} />
          {first.units.some(({ tiers }) => tiers.length > 0) && (
            <div className="grid gap-2">
              <h3 className="text-sm font-semibold">{t("tiers")}</h3>
              <ul className="grid gap-1 text-sm">
                {first.units.flatMap((unit) => unit.tiers.map((tier) => (
                  <li key={`${unit.unit}-${tier.quantity}`} className="flex justify-between gap-4 tabular-nums"><span>{t("tierFrom", { quantity: formats.number(tier.quantity), unit: unitLabel(units, unit, formats.number) })}</span><span>{formats.unitPrice(tier.unitPrice, unit.price?.currency ?? answer?.currency ?? "EUR")}</span></li>
                )))}
              </ul>
            </div>
          )}
        </div>
      </Card>
      {answer && <Card title={t("why.title")} description={t("why.text")}><WhyPrice answer={answer} /></Card>}
    </>
  )
}
