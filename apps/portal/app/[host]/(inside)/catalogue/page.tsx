import { PackageSearch } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, FilterBar, Link, LinkButton, Page, Pagination, SplitView } from "@entrepot/ui"
import { FacetList } from "#catalogue/facet-list.tsx"
import { LiveSearch } from "#catalogue/live-search.tsx"
import { ProductList } from "#catalogue/product-list.tsx"
import { hrefOf, whereOf, type Where } from "#catalogue/where.ts"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("catalogue"))("title") }
}

/** What this account may buy, at its own prices: search, facets, and ordering where one stands. */
export default async function CataloguePage({ searchParams }: Props) {
  const [where, t, formats, who, asked] = await Promise.all([searchParams.then(whereOf), getTranslations("catalogue"), theFormats(), me(), api()])
  const page = await asked.catalog.page({ accountId: who.account.accountId, q: where.q, categoryPath: where.category, brand: where.brand, cursor: where.cursor, withFacets: true })
  const number = Number(where.page ?? "1")
  return (
    <Page title={t("title")} meta={page.facets && t("count", { count: page.facets.products, capped: String(page.facets.capped) })}
      actions={page.facets && <LinkButton href="#facets" variant="ghost" className="lg:hidden">{t("toFacets")}</LinkButton>}>
      <LiveSearch key={where.q ?? ""} where={where} />
      <Filters where={where} t={t} categoryName={page.facets?.trail.at(-1)?.name} />
      <SplitView asideWidth="sm" asideLabel={t("facets")} aside={page.facets && <div id="facets" className="scroll-mt-16"><FacetList facets={page.facets} where={where} t={t} number={formats.number} /></div>}>
        {page.rows.length === 0 ? (
          <EmptyState icon={<PackageSearch aria-hidden />} title={t("emptyTitle")} description={where.q ? t("emptySearch", { q: where.q }) : t("emptyText")} actions={<LinkButton href="/catalogue">{t("showAll")}</LinkButton>} />
        ) : (
          <Card flush footer={<Pagination label={t("pages")} summary={t("page", { number })} nextHref={page.nextCursor ? `${hrefOf(where, { page: String(number + 1), cursor: page.nextCursor })}` : undefined} previousHref={number > 1 ? hrefOf(where) : undefined}
            labels={{ previous: t("first"), next: t("next"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
            <ProductList rows={page.rows} caption={t("title")} t={t} formats={formats} />
          </Card>
        )}
      </SplitView>
    </Page>
  )
}

function Filters({ where, t, categoryName }: { where: Where; t: Awaited<ReturnType<typeof getTranslations>>; categoryName: string | undefined }) {
  const active = [
    ...(where.q ? [{ id: "q", label: `“${where.q}”`, removeHref: hrefOf(where, { q: undefined }) }] : []),
    ...(where.category ? [{ id: "category", label: categoryName ?? where.category, removeHref: hrefOf(where, { category: undefined }) }] : []),
    ...(where.brand ? [{ id: "brand", label: where.brand, removeHref: hrefOf(where, { brand: undefined }) }] : []),
  ]
  if (active.length === 0) return null
  return <FilterBar label={t("filters")} active={active.map((filter) => ({ ...filter, removeLabel: t("removeFilter", { filter: filter.label }) }))} clear={<Link href="/catalogue">{t("showAll")}</Link>} />
}
