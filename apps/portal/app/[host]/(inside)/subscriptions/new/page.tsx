import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { forbidden } from "next/navigation"
import type { DraftLine } from "#subscriptions/draft.ts"
import { NewSubscription, type NewProps } from "#subscriptions/new-subscription.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>
type Begin = Pick<NewProps, "origin" | "lines" | "poNumber" | "shipToId">

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
  const pick = ({ productId, sku, name, unit, quantity }: DraftLine): DraftLine => ({ productId, sku, name, unit, quantity })
  const nothing: Begin = { origin: { kind: "lines" }, lines: [], poNumber: "", shipToId: null }
  const [orderId, productId] = [text("order"), text("product")]
  if (orderId) {
    const order = await asked.orders.get({ orderId })
    return { origin: { kind: "order", orderId, number: order.number }, lines: order.lines.filter(({ cancelledAt }) => !cancelledAt).map(pick), poNumber: order.poNumber, shipToId: order.shipTo?.addressId ?? null }
  }
  if (productId) {
    const { sku, name, units } = await asked.catalog.product({ productId })
    const unit = units.find((each) => each.unit === text("unit")) ?? units[0]
    return unit ? { ...nothing, lines: [{ productId, sku, name, unit: unit.unit, quantity: /^\d{1,12}(\.\d{1,6})?$/.test(text("quantity") ?? "") ? (text("quantity") ?? unit.minimum) : unit.minimum }] } : nothing
  }
  const cart = text("from") === "cart" ? await asked.cart.get() : null
  return cart && cart.lines.length > 0 ? { origin: { kind: "cart" }, lines: cart.lines.map(pick), poNumber: cart.poNumber, shipToId: cart.shipToId } : nothing
}
