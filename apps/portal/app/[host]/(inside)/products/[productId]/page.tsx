import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Alert, Card, CodeText, DescriptionList, Link, Page, SplitView, Table, TBody, TD, TH, THead, TR, countryName } from "@entrepot/ui"
import { BuyBox } from "#catalogue/buy-box.tsx"
import { ProductList } from "#catalogue/product-list.tsx"
import { StockBadge } from "#catalogue/stock-badge.tsx"
import { hrefOf } from "#catalogue/where.ts"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ productId: string }> }

const productOf = cache(async (productId: string) => {
  const [asked, who] = await Promise.all([api(), me()])
  return asked.catalog.product({ accountId: who.account.accountId, productId })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sku, name } = await productOf((await params).productId)
  return { title: `${sku} ${name}` }
}

/** One product for one account: price and why, stock by place and day, what replaces it and what it replaces. */
export default async function ProductPage({ params }: Props) {
  const [product, t, formats] = await Promise.all([params.then(({ productId }) => productOf(productId)), getTranslations("catalogue"), theFormats()])
  const crumbs = [{ label: t("title"), href: "/catalogue" }, ...product.trail.map(({ path, name }) => ({ label: name, href: hrefOf({}, { category: path }) })), { label: product.sku }]
  return (
    <Page title={product.name} breadcrumbs={{ label: t("trail"), items: crumbs }} status={<StockBadge stock={product.availability} t={t} formats={formats} />}
      meta={<><CodeText>{product.sku}</CodeText>{product.brand && <Link href={hrefOf({}, { brand: product.brand })}>{product.brand}</Link>}</>}>
      {product.successor && <Alert tone="info" title={t("replacedBy")}><Link href={`/products/${product.successor.productId}`}>{product.successor.sku} {product.successor.name}</Link></Alert>}
      {product.status === "run_out" && !product.successor && <Alert tone="warning">{t("runOutText")}</Alert>}
      <SplitView asideLabel={t("yourPrice")} asideWidth="lg" aside={<BuyBox first={product} />}>
        <Card title={t("about")}>
          <div className="grid gap-4">
            {product.description && <p className="max-w-prose">{product.description}</p>}
            <DescriptionList items={facts(product, t, formats)} />
          </div>
        </Card>
        <Card title={t("where")} flush>
          <Table caption={t("where")} stack>
            <THead><TR><TH>{t("warehouse")}</TH><TH align="end">{t("availableNow")}</TH><TH>{t("expected")}</TH></TR></THead>
            <TBody>
              {product.warehouses.map((warehouse) => (
                <TR key={warehouse.warehouseId}>
                  <TH scope="row">{warehouse.name} <span className="font-normal text-muted">{countryName(warehouse.country, formats.locale)}</span></TH>
                  <TD align="end" label={t("availableNow")}>{formats.number(warehouse.available)}</TD>
                  <TD label={t("expected")}>{warehouse.expected.length === 0 ? "–" : warehouse.expected.map(({ on, quantity }) => t("expectedOn", { quantity: formats.number(quantity), day: formats.day(on) })).join(", ")}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        </Card>
        {product.replaces.length > 0 && <Card title={t("replaces")}><ul>{product.replaces.map(({ productId, sku, name }) => <li key={productId}><CodeText>{sku}</CodeText> {name}</li>)}</ul></Card>}
      </SplitView>
      {product.alternatives.length > 0 && <Card title={t("alternatives")} flush><ProductList rows={product.alternatives} caption={t("alternatives")} t={t} formats={formats} /></Card>}
    </Page>
  )
}

type Product = Awaited<ReturnType<typeof productOf>>

function facts(product: Product, t: Awaited<ReturnType<typeof getTranslations>>, { locale, number }: { locale: string; number: (value: number | string) => string }) {
  const known: readonly (readonly [string, React.ReactNode])[] = [
    ["sku", <CodeText key="sku">{product.sku}</CodeText>], ["mpn", product.mpn && <CodeText key="mpn">{product.mpn}</CodeText>], ["gtin", product.gtin && <CodeText key="gtin">{product.gtin}</CodeText>],
    ["origin", product.origin && countryName(product.origin, locale)], ["hsCode", product.hsCode], ["weight", product.weightGrams === null ? null : `${number(product.weightGrams)} g`],
  ]
  // Suppliers name and fill attributes as they like: the commonest are said in the reader's language, the others as they came.
  const attribute = (key: string) => (t.has(`attribute.${key}`) ? t(`attribute.${key}`) : key.replace(/(?<=[a-z])(?=[A-Z])/g, " "))
  const attributeValue = (value: string) => (/^[a-z]+$/.test(value) && t.has(`attributeValue.${value}`) ? t(`attributeValue.${value}`) : value.replace(/^\d+\.\d+(?= |$)/, number))
  return [
    ...known.filter(([, value]) => value).map(([key, value]) => ({ term: t(`fact.${key}`), value })),
    ...Object.entries(product.attributes).map(([key, value]) => ({ term: attribute(key), value: typeof value === "boolean" ? t(value ? "yes" : "no") : attributeValue(String(value)) })),
  ]
}
