import type { Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorizeBooks, findEntity, lastDayOf, type Entity } from "../../ledger/index.ts"
import type { TaxReportOf } from "../contract.ts"

export type Span = { readonly entity: Entity; readonly today: string; readonly from: string; readonly until: string }

/** Whose books, and which days of them: the current month in their zone unless said otherwise. One statement. Refuses `settlement.report_ends_before_it_begins`. */
export async function spanOf(work: Work, asked: TaxReportOf): Promise<Span> {
  authorizeBooks(work, "view")
  const entity = await findEntity(work)
  const today = businessDate(work.now, entity.zone).toString()
  const from = asked.from ?? `${(asked.until ?? today).slice(0, 7)}-01`
  const until = asked.until ?? lastDayOf(from.slice(0, 7))
  if (until < from) throw new Refusal("settlement.report_ends_before_it_begins", "invalid")
  return { entity, today, from, until }
}
