import { scoped, type Work } from "@entrepot/db"
import { Refusal, Temporal } from "@entrepot/kernel"
import type { MethodView } from "../contract.ts"
import { WARNED_DAYS } from "./expiry.ts"

const COLUMNS = ["method_id as methodId", "account_id as accountId", "kind", "brand", "last4", "exp_month as expMonth", "exp_year as expYear", "is_default as isDefault", "refused_at as refusedAt", "created_at as createdAt"] as const

type Row = { readonly methodId: string; readonly accountId: string; readonly kind: string; readonly brand: string; readonly last4: string; readonly expMonth: number | null; readonly expYear: number | null; readonly isDefault: boolean; readonly refusedAt: Date | null; readonly createdAt: Date }

/** The account's saved methods, the default first. */
export async function methodsOf(work: Work, accountId: string): Promise<readonly MethodView[]> {
  const rows = await scoped(work, "billing.payment_method").select(COLUMNS).where("account_id", "=", accountId).where("detached_at", "is", null).orderBy("is_default", "desc").orderBy("created_at", "desc").execute()
  return rows.map((row) => methodView(work, row))
}

function methodView(work: Work, row: Row): MethodView {
  const expires = row.expYear && row.expMonth ? `${row.expYear}-${String(row.expMonth).padStart(2, "0")}` : null
  return {
    methodId: row.methodId, kind: row.kind as MethodView["kind"], brand: row.brand, last4: row.last4, expires, expired: expires !== null && expires < work.now.toString().slice(0, 7), expiresSoon: expires !== null && endsWithin(expires, work),
    isDefault: row.isDefault, refused: row.refusedAt !== null, addedAt: row.createdAt.toISOString(),
  }
}

/** Whether a month that has not ended is over within the days of the first warning. */
function endsWithin(month: string, { now }: Work): boolean {
  const [ends, today] = [Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 1 }).subtract({ days: 1 }), now.toZonedDateTimeISO("UTC").toPlainDate()]
  const left = today.until(ends, { largestUnit: "days" }).days
  return left >= 0 && left <= WARNED_DAYS[0]
}

/** The method that was asked for, or the default one. Refuses `billing.method_not_found` and `billing.no_payment_method`. */
export async function getMethod(work: Work, accountId: string, methodId?: string | null): Promise<MethodView> {
  const methods = await methodsOf(work, accountId)
  const found = methodId ? methods.find((method) => method.methodId === methodId) : usable(methods)
  if (found) return found
  throw methodId ? new Refusal("billing.method_not_found", "not_found") : new Refusal("billing.no_payment_method", "rule")
}

/** What is charged when nobody chooses: the default, if it would do. */
export function usable(methods: readonly MethodView[]): MethodView | undefined {
  const method = methods.find((one) => one.isDefault) ?? methods[0]
  return method && !method.expired && !method.refused ? method : undefined
}

/** Whether the tenant takes cards. Refuses `billing.cards_are_not_offered`. */
export async function mustTakeCards(work: Work): Promise<void> {
  if (!(await takesCards(work))) throw new Refusal("billing.cards_are_not_offered", "rule")
}

export async function takesCards(work: Work): Promise<boolean> {
  const row = await scoped(work, "billing.payment_setting").select("cards_enabled").executeTakeFirst()
  return row?.cards_enabled ?? false
}
