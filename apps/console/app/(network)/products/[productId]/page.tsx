import { Alert, CodeText, Link, LinkButton, Page, SplitView, StatusBadge } from "@entrepot/ui"
import { Boxes } from "lucide-react"
import { getLocale, getTranslations } from "next-intl/server"
import { todayIn } from "../../../../src/format/today.ts"
import { found } from "../../../../src/page/found.ts"
import { nameOf } from "../../../../src/products/name-of.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { categoryChoices } from "../_edit/category-choices.ts"
import { draftOf } from "../_edit/draft.ts"
import { ProductForm } from "../_edit/product-form.tsx"
import { productTones } from "../tones.ts"
import { BasePrices } from "./base-prices.tsx"
import { Related } from "./related.tsx"

type Props = { params: Promise<{ productId: string }> }

export async function generateMetadata({ params }: Props) {
  const { productId } = await params
  return { title: (await found((await api()).catalog.product({ productId }))).sku }
}

export default async function ProductPage({ params }: Props) {
  const { productId } = await params
  const [ask, session, t, locale] = await Promise.all([api(), signedIn(), getTranslations("products"), getLocale()])
  const product = await found(ask.catalog.product({ productId }))
  const [categories, brands, prices] = await Promise.all([categoryChoices(), ask.catalog.brands(), ask.prices.base({ productId })])
  const noManage = may(session, "network.product.manage") ? undefined : t("noRight")
  const brief = ({ productId: id, sku, names, reason }: { productId: string; sku: string; names: Readonly<Record<string, string>>; reason?: string }) => ({ productId: id, sku, name: nameOf(names, locale), baseUnit: "", ...(reason !== undefined && { reason }) })
  return (
    <Page title={<CodeText>{product.sku}</CodeText>} status={<StatusBadge tone={productTones[product.status]}>{t(`statuses.${product.status}`)}</StatusBadge>} meta={<><span>{nameOf(product.names, locale)}</span><span>{product.brand}</span></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/products" }, { label: product.sku }] }}
      actions={<LinkButton icon={<Boxes aria-hidden />} href={`/stock/${productId}`} disabledReason={may(session, "network.stock.view") ? undefined : t("noRight")}>{t("stock")}</LinkButton>}>
      {product.successor && <Alert tone="info">{t("isSucceeded")} <Link href={`/products/${product.successor.productId}`}>{product.successor.sku}</Link></Alert>}
      {product.predecessors.length > 0 && <Alert tone="neutral">{t("succeeds")} {product.predecessors.map((each) => <Link key={each.productId} href={`/products/${each.productId}`} className="me-2">{each.sku}</Link>)}</Alert>}
      <SplitView asideLabel={t("more")} asideWidth="lg" aside={<>
        <BasePrices productId={productId} currency={session.network?.currency ?? "EUR"} units={product.units.map(({ unit }) => unit)} prices={prices} today={todayIn(session.zone)} disabledReason={may(session, "network.price.manage") ? undefined : t("noRight")} />
        <Related key={product.version} productId={productId} version={product.version} successor={product.successor && brief(product.successor)} alternatives={product.alternatives.map(brief)} disabledReason={noManage} />
      </>}>
        <ProductForm start={draftOf(product)} known={{ productId, version: product.version }} categories={categories} brands={brands.map(({ brand }) => brand)} disabledReason={noManage} />
      </SplitView>
    </Page>
  )
}
