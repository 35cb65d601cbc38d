import { Repeat, ShoppingCart } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Alert, Card, EmptyState, LinkButton, Page, SplitView } from "@entrepot/ui"
import { CartDetails } from "#cart/cart-details.tsx"
import { CartLines } from "#cart/cart-lines.tsx"
import { CartSummary } from "#cart/cart-summary.tsx"
import { ClearCart } from "#cart/clear-cart.tsx"
import { api, me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cart"))("title") }
}

/** The cart and the checkout in one: everything that matters before submitting is on this page. */
export default async function CartPage() {
  const [t, say, asked, who] = await Promise.all([getTranslations("cart"), getTranslations("subscriptions"), api(), me()])
  const cart = await asked.cart.get()
  if (!cart || cart.lines.length === 0) {
    return (
      <Page title={t("title")} meta={t("for", { account: who.account.name })}>
        <EmptyState icon={<ShoppingCart aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} actions={<><LinkButton href="/pad" variant="primary">{t("toPad")}</LinkButton><LinkButton href="/catalogue">{t("toCatalogue")}</LinkButton></>} />
      </Page>
    )
  }
  return (
    <Page title={t("title")} meta={t("for", { account: cart.accountName })} actions={<><ClearCart />{who.permissions.includes("subscription.manage") && <LinkButton href="/subscriptions/new?from=cart" icon={<Repeat aria-hidden />}>{say("new.fromCart")}</LinkButton>}</>}>
      {cart.accountBlocked && <Alert tone="danger">{t("blocked")}</Alert>}
      <SplitView asideLabel={t("total")} aside={<CartSummary cart={cart} />} sticky>
        <Card flush><CartLines cart={cart} /></Card>
        <Card title={t("details")}><CartDetails cart={cart} /></Card>
      </SplitView>
    </Page>
  )
}
