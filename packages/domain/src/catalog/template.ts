import { scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"

/** What a template says of the catalogue: which part of it a tenant sells. */
export type CatalogPart = { readonly segments: readonly { readonly effect: "include" | "exclude"; readonly target: "all" | "category" | "brand"; readonly categoryPath?: string | undefined; readonly brand?: string | undefined; readonly accountGroup: string }[] }

/** Writes a new tenant's segment rules: one statement, however many products they mean. */
export async function stampCatalog(work: Work, { segments }: CatalogPart): Promise<void> {
  await scopedInsert(work, "catalog.segment_rule", segments.map(({ effect, target, categoryPath, brand, accountGroup }) => ({
    rule_id: newId(work.now.epochMilliseconds), effect, target, category_path: target === "category" ? (categoryPath ?? "") : null,
    brand_norm: target === "brand" ? (brand ?? "").toLowerCase() : null, account_group: accountGroup, created_at: work.now.toString(),
  }))).execute()
}
