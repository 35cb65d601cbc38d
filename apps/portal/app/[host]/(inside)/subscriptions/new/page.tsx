import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { forbidden } from "next/navigation"
import type { SourceOffer } from "@entrepot/domain/subscriptions"
import type { DraftLine, Origin } from "#subscriptions/draft.ts"
import { NewSubscription, type NewProps } from "#subscriptions/new-subscription.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>
type Begin = Pick<NewProps, "origin" | "lines" | "leftOut" | "poNumber" | "shipToId">

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("subscriptions"))("new.title") }
}

/** From the cart (`?from=cart`), an order (`?order=`), a product (`?product=`), or from nothing. */
export default async function NewSubscriptionPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, who, asked, formats] = await Promise.all([searchParams, getTranslations("subscriptions"), me(), api(), theFormats()])
  if (!who.permissions.includes("subscription.manage")) forbidden()
  const [begin, plans, addresses, { settings }] = await Promise.all([beginning(params), asked.plans.list(), asked.account.addresses({}), asked.subscriptions.settings()])
  return (
    <Page title={t("new.title")} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/subscriptions" }, { label: t("new.title") }] }} meta={t("new.for", { account: who.account.name, number: who.account.number })}>
      <NewSubscription {...begin} plans={plans.filter(({ status }) => status === "active")} shipTos={addresses.map(({ addressId, label, city, isDefault }) => ({ addressId, label, city, isDefault }))}
        account={who.account.name} poRequired={who.account.poPolicy !== "optional"} startsOn={formats.today()} usual={{ ceilingPercent: settings.ceilingPercent, noticeDays: settings.noticeDays }} />
    </Page>
  )
}

async function beginning(params: Params): Promise<Begin> {
  const asked = await api()
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined)
  const lineOf = ({ shipToId, ...line }: SourceOffer["lines"][number]): DraftLine => ({ ...line, ...(shipToId && { shipToId }) })
  const beginOf = (origin: Origin, { lines, leftOut, poNumber, shipToId }: SourceOffer): Begin => ({ origin, lines: lines.map(lineOf), leftOut, poNumber, shipToId })
  const nothing: Begin = { origin: { kind: "lines" }, lines: [], leftOut: [], poNumber: "", shipToId: null }
  const [orderId, productId] = [text("order"), text("product")]
  if (orderId) {
    const offer = await asked.subscriptions.offer({ kind: "order", orderId })
    return beginOf({ kind: "order", orderId, number: offer.number ?? "" }, offer)
  }
  if (productId) {
    const { sku, name, units } = await asked.catalog.product({ productId })
    const unit = units.find((each) => each.unit === text("unit")) ?? units[0]
    return unit ? { ...nothing, lines: [{ productId, sku, name, unit: unit.unit, quantity: /^\d{1,12}(\.\d{1,6})?$/.test(text("quantity") ?? "") ? (text("quantity") ?? unit.minimum) : unit.minimum }] } : nothing
  }
  const cart = text("from") === "cart" ? await asked.subscriptions.offer({ kind: "cart" }) : null
  return cart && cart.lines.length > 0 ? beginOf({ kind: "cart" }, cart) : nothing
}
