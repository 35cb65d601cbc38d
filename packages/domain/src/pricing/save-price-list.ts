import { audit, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorizeSide } from "./authorize-side.ts"
import { SavePriceList } from "./contract.ts"
import { lockDraftList } from "./price-list.db.ts"

/**
 * Starts a draft list or contract, or changes a draft's head. Its currency is the tenant's, its days are in order; side and
 * kind stay what they were. Answers the id and the new version.
 */
export async function savePriceList(work: Work, input: SavePriceList): Promise<{ listId: string; version: number }> {
  const list = SavePriceList.parse(input)
  authorizeSide(work, list.side)
  if (list.validTo !== null && list.validTo < list.validFrom) throw new Refusal("pricing.days_are_reversed", "invalid", { from: list.validFrom, to: list.validTo })
  const tenant = await scoped(work, "tenancy.tenant").select("currency").executeTakeFirst()
  if (!tenant) throw new Refusal("tenancy.tenant_not_found", "not_found")
  const { currency } = tenant
  if (list.currency !== undefined && list.currency !== currency) throw new Refusal("pricing.currency_is_not_the_tenants", "rule", { currency: list.currency, expected: currency })
  return list.listId === undefined ? start(work, list, currency) : change(work, { ...list, listId: list.listId })
}

type Parsed = ReturnType<typeof SavePriceList.parse>

async function start(work: Work, { side, kind, name, validFrom, validTo, exclusive }: Parsed, currency: string) {
  const listId = newId()
  await scopedInsert(work, "pricing.price_list", { list_id: listId, side, kind, name, currency, valid_from: validFrom, valid_to: validTo, exclusive, created_at: work.now.toString() }).execute()
  audit(work, { action: "pricing.price_list_drafted", subjectKind: "price_list", subjectId: listId, after: { side, kind, name, currency, validFrom, validTo, exclusive } })
  return { listId, version: 1 }
}

async function change(work: Work, { listId, version, side, kind, name, validFrom, validTo, exclusive }: Parsed & { listId: string }) {
  const before = await lockDraftList(work, listId)
  if (before.version !== version) throw new Refusal("pricing.changed_meanwhile", "conflict", { name: before.name })
  if (before.side !== side || before.kind !== kind) throw new Refusal("pricing.price_list_kind_is_fixed", "rule", { name: before.name })
  await scopedUpdate(work, "pricing.price_list").set({ name, valid_from: validFrom, valid_to: validTo, exclusive, version: version + 1 }).where("list_id", "=", listId).execute()
  audit(work, { action: "pricing.price_list_changed", subjectKind: "price_list", subjectId: listId, before: { ...before }, after: { ...before, name, validFrom, validTo, exclusive } })
  return { listId, version: version + 1 }
}
