import { audit, scoped, type Work } from "@entrepot/db"
import { authorize, saveTenantSetting } from "../tenancy/index.ts"
import { SetMarginFloor } from "./contract.ts"

/** The tenant's floor in percent of the price, null where there is none. */
export async function getMarginFloor(work: Work): Promise<string | null> {
  authorize(work, "price.manage")
  const { settings } = await scoped(work, "tenancy.tenant").select("settings").executeTakeFirstOrThrow()
  return (settings as { minMarginPercent?: string }).minMarginPercent ?? null
}

/** From now on lines that keep less than this need an approval; orders that were submitted before are left as they are. */
export async function setMarginFloor(work: Work, input: SetMarginFloor): Promise<void> {
  const { minMarginPercent } = SetMarginFloor.parse(input)
  const before = await getMarginFloor(work)
  await saveTenantSetting(work, "minMarginPercent", minMarginPercent)
  audit(work, { action: "pricing.margin_floor_set", subjectKind: "tenant", subjectId: String(work.scope.tenantId), before: { minMarginPercent: before }, after: { minMarginPercent } })
}
