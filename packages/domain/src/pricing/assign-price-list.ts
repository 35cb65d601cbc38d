import { audit, scoped, scopedDelete, scopedInsert, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { AssignPriceList, type ListTarget } from "./contract.ts"
import { lockPriceList, type PriceListHead } from "./price-list.db.ts"

/**
 * Says whom a list is for, replacing what was said before; it counts at once where the list is published. A contract is for
 * accounts, a supply list for the tenant itself. Refuses accounts and groups that the tenant does not have.
 */
export async function assignPriceList(work: Work, input: AssignPriceList): Promise<void> {
  const { listId, targets } = AssignPriceList.parse(input)
  const list = await lockPriceList(work, listId)
  if (list.status === "retired") throw new Refusal("pricing.price_list_is_retired", "rule", { name: list.name })
  const distinct = [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()]
  for (const target of distinct) refuseTarget(list, target)
  await refuseStrangers(work, distinct)
  await scopedDelete(work, "pricing.price_list_assignment").where("list_id", "=", listId).execute()
  if (distinct.length > 0) await scopedInsert(work, "pricing.price_list_assignment", distinct.map((target) => assignmentRow(list, target))).execute()
  audit(work, { action: "pricing.price_list_assigned", subjectKind: "price_list", subjectId: listId, after: { targets: distinct } })
}

function refuseTarget({ side, kind, name }: PriceListHead, { target }: ListTarget): void {
  if (side === "supply" && target !== "tenant") throw new Refusal("pricing.supply_is_for_the_tenant", "rule", { name })
  if (side === "sale" && kind === "contract" && target !== "account") throw new Refusal("pricing.contract_is_for_accounts", "rule", { name })
}

async function refuseStrangers(work: Work, targets: readonly ListTarget[]): Promise<void> {
  const accounts = targets.flatMap((target) => (target.target === "account" ? [target.accountId] : []))
  const groups = targets.flatMap((target) => (target.target === "group" ? [target.group] : []))
  const [knownAccounts, knownGroups] = await Promise.all([
    accounts.length === 0 ? [] : scoped(work, "tenancy.account").select("account_id").where("account_id", "in", accounts).execute(),
    groups.length === 0 ? [] : scoped(work, "tenancy.account_group").select("code").where("code", "in", groups).execute(),
  ])
  if (knownAccounts.length < accounts.length) throw new Refusal("pricing.account_not_found", "not_found")
  if (knownGroups.length < groups.length) throw new Refusal("pricing.account_group_not_found", "not_found")
}

function assignmentRow({ listId, side }: PriceListHead, target: ListTarget) {
  return {
    list_id: listId, side, assignment_id: newId(), target: target.target,
    target_account: target.target === "account" ? target.accountId : null, target_group: target.target === "group" ? target.group : null,
  }
}
