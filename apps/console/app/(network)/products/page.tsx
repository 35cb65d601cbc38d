import { Card, CodeText, EmptyState, FilterBar, Link, LinkButton, Page, RowKeys, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Plus, Tags } from "lucide-react"
import { getLocale, getTranslations } from "next-intl/server"
import { PRODUCT_STATUSES } from "@entrepot/domain/catalog/contract"
import { getFormats } from "../../../src/format/server.ts"
import { SearchFilter, SelectFilter } from "../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { nameOf } from "../../../src/products/name-of.ts"
import { api, may, signedIn } from "../../../src/session.ts"
import { productTones } from "./tones.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("products"))("title") }
}

/** The network's product master, drafts and discontinued included. */
export default async function ProductsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session, t, locale, { since }] = await Promise.all([searchParams, api(), signedIn(), getTranslations("products"), getLocale(), getFormats()])
  const status = PRODUCT_STATUSES.find((each) => each === one(asked, "status"))
  const [text, categoryPath, brand, cursor] = [one(asked, "search"), one(asked, "category"), one(asked, "brand"), one(asked, "after")]
  const [categories, brands, { products, nextCursor }] = await Promise.all([
    ask.catalog.categories(), ask.catalog.brands(), ask.catalog.products({ ...(text && { text }), ...(categoryPath && { categoryPath }), ...(brand && { brand }), ...(status && { status }), ...(cursor && { cursor }) }),
  ])
  const narrowed = Boolean(text || categoryPath || brand || status)
  return (
    <Page title={t("title")} meta={t("lead")} actions={<>
      <LinkButton href="/imports/new" disabledReason={may(session, "network.import.run") ? undefined : t("noRight")}>{t("import")}</LinkButton>
      <LinkButton variant="primary" icon={<Plus aria-hidden />} href="/products/new" disabledReason={may(session, "network.product.manage") ? undefined : t("noRight")}>{t("new")}</LinkButton>
    </>}>
      <FilterBar label={t("filters")} end={narrowed && <Link href={hrefWith("/products", {}, {})}>{t("clear")}</Link>}>
        <SearchFilter label={t("search")} />
        <SelectFilter label={t("category")} name="category" options={categories.map(({ path, names }) => ({ value: path, label: `${"\u00A0\u00A0".repeat(path.split(".").length - 2)}${nameOf(names, locale)}` }))} />
        <SelectFilter label={t("brand")} name="brand" options={brands.map(({ brand: label, brandNorm: value }) => ({ value, label }))} />
        <SelectFilter label={t("status")} name="status" options={PRODUCT_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))} />
      </FilterBar>
      <Card flush>
        {products.length === 0 ? <EmptyState icon={<Tags />} title={t(narrowed ? "noMatch" : "empty")} description={t(narrowed ? "noMatchText" : "emptyText")} actions={!narrowed && <LinkButton href="/imports/new">{t("import")}</LinkButton>} /> : (
          <RowKeys>
            <Table caption={t("title")} stack>
              <THead sticky><TR><TH>{t("sku")}</TH><TH>{t("name")}</TH><TH>{t("brand")}</TH><TH>{t("category")}</TH><TH>{t("mpn")}</TH><TH>{t("status")}</TH><TH align="end">{t("changed")}</TH></TR></THead>
              <TBody>
                {products.map((product, at) => (
                  <TR key={product.productId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" href={`/products/${product.productId}`}><CodeText className="font-medium">{product.sku}</CodeText></Link></TH>
                    <TD label={t("name")}>{product.name}</TD>
                    <TD label={t("brand")}>{product.brand || "–"}</TD>
                    <TD label={t("category")} muted>{product.category}</TD>
                    <TD label={t("mpn")} muted>{product.mpn ?? "–"}</TD>
                    <TD label={t("status")}><StatusBadge tone={productTones[product.status]}>{t(`statuses.${product.status}`)}</StatusBadge>{product.successorSku && <span className="text-xs text-muted"> → {product.successorSku}</span>}</TD>
                    <TD label={t("changed")} align="end" muted>{since(product.updatedAt)}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
      <Paging label={t("title")} path="/products" asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}
