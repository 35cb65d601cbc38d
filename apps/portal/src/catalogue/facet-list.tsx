import { cn, Link } from "@entrepot/ui"
import type { CataloguePage } from "@entrepot/domain/storefront"
import { hrefOf, type Where } from "./where.ts"

type Words = (key: string, values?: Record<string, string | number>) => string
type Props = { facets: NonNullable<CataloguePage["facets"]>; where: Where; t: Words; number: (value: number) => string }
const SHOWN = 12

/** Categories and brands with how many products each leads to. Plain links: they work before any script does. */
export function FacetList({ facets, where, t, number }: Props) {
  const count = (products: number) => (facets.capped ? t("atLeast", { count: number(products) }) : number(products))
  const above = where.category ? [{ key: "", label: t("allCategories"), count: "", href: hrefOf(where, { category: undefined }) }, ...facets.trail.slice(0, -1).map(({ path, name }) => ({ key: path, label: name, count: "", href: hrefOf(where, { category: path }) }))] : []
  const here = facets.trail.slice(-1).map(({ path, name }) => ({ key: path, label: name, count: count(facets.products), href: hrefOf(where, { category: path }), current: true }))
  const below = facets.categories.map(({ path, name, products }) => ({ key: path, label: name, count: count(products), href: hrefOf(where, { category: path }) }))
  const brands = facets.brands.map(({ brand, brandNorm, products }) => ({ key: brandNorm, label: brand || t("noBrand"), count: count(products), href: hrefOf(where, { brand }), current: where.brand === brand }))
  return (
    <nav aria-label={t("facets")} className="grid gap-5">
      <FacetGroup title={t("categories")} items={[...above, ...here, ...below]} more={t("moreFacets")} />
      <FacetGroup title={t("brands")} items={brands} more={t("moreFacets")} />
    </nav>
  )
}

type Item = { readonly key: string; readonly label: string; readonly count: string; readonly href: string; readonly current?: boolean }

function FacetGroup({ title, items, more }: { title: string; items: readonly Item[]; more: string }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2 className="mb-1 text-sm font-semibold">{title}</h2>
      <ul className="grid gap-px">{items.slice(0, SHOWN).map(({ key, ...item }) => <Facet key={key} {...item} />)}</ul>
      {items.length > SHOWN && <details><summary className="cursor-pointer px-2 py-1 text-sm text-accent">{more}</summary><ul className="grid gap-px">{items.slice(SHOWN).map(({ key, ...item }) => <Facet key={key} {...item} />)}</ul></details>}
    </section>
  )
}

function Facet({ label, count, href, current = false }: Omit<Item, "key">) {
  return (
    <li>
      <Link tone="bare" href={href} {...(current && { "aria-current": "true" })} className={cn("flex justify-between gap-2 rounded-md px-2 py-1 text-sm hover:bg-surface-sunken coarse:py-2.5", current && "bg-accent-soft font-medium text-accent")}>
        <span className="min-w-0 truncate">{label}</span><span className="text-muted tabular-nums">{count}</span>
      </Link>
    </li>
  )
}
