import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { normalizePartNumber, Refusal, sumOfQuantities } from "@entrepot/kernel"
import { partNumberQuery, type PartNumberAnswer, type PartNumberVerdict } from "../catalog/index.ts"
import { buyerCtes, buyerGroup, priceHead, seesMargins, type PriceHead } from "../pricing/index.ts"
import type { AskedFor } from "./catalogue-page.ts"
import type { CheckPad } from "./contract.ts"
import { decidePadRow, type PadAsk, type PadContext, type PadVerdict } from "./pad-verdict.ts"
import { storefrontProduct, storefrontRow, warehouseFacts, type StorefrontRow, type WarehouseFacts } from "./storefront-row.db.ts"

export type PadCheck = {
  readonly currency: string
  readonly rows: readonly PadVerdict[]
  /** How many rows can go into the cart as they stand. */
  readonly addable: number
}

type Answer = { readonly head: PriceHead | null; readonly warehouses: WarehouseFacts[]; readonly numbers: PartNumberAnswer[] | null; readonly products: StorefrontRow[] | null; readonly foreign: string[] | null }

/**
 * A verdict for each of up to 1,000 rows of an order pad, in their order, with price, stock and date, in one round trip. Rows
 * that mean the same product and unit are added to the first of them, and both say so. Nothing is changed in silence: a
 * quantity that cannot be ordered comes back with the nearest that can.
 */
export async function checkPad(work: Work, { accountId, rows, locale, on }: AskedFor<CheckPad>): Promise<PadCheck> {
  const parts = [...new Set(rows.map(({ part }) => part))]
  const numbers = partNumberQuery(work, parts, { accountGroup: buyerGroup, locale })
  const norms = parts.map((part) => ({ part, norm: normalizePartNumber(part) })).filter(({ norm }) => norm !== "")
  const network = work.scope.networkId
  const { rows: [answer] } = await sql<Answer>`
    with ${buyerCtes(work, { accountId, on })},
    number as materialized (select * from ${numbers.answers} n),
    meant as materialized (select distinct (m.match #>> '{product,productId}')::uuid as product_id from number n cross join lateral json_array_elements(n.matches) as m (match))
    select ${priceHead} as head, ${warehouseFacts(work)} as warehouses,
           (select json_agg(n) from number n) as numbers,
           (select json_agg(${storefrontRow(work, "p", locale)}) from meant join catalog.product p on p.network_id = ${network} and p.product_id = meant.product_id) as products,
           (select json_agg(f.part) from unnest(${norms.map(({ part }) => part)}::text[], ${norms.map(({ norm }) => norm)}::text[]) as f (part, norm)
             where exists (select 1 from catalog.product p where p.network_id = ${network} and p.sku_norm = f.norm and p.status in ('active', 'run_out'))) as foreign`.execute(work.db)
  const { head, warehouses, products, foreign } = answer!
  if (!head) throw new Refusal("storefront.account_not_found", "not_found")
  const context: PadContext = { viewer: { buyer: head.buyer, seesMargins: seesMargins(work) }, warehouses, locale, products: new Map((products ?? []).map((row) => [row.productId, storefrontProduct(row, head)])), foreign: new Set(foreign ?? []) }
  const verdicts = numbers.verdicts(answer!.numbers ?? [])
  const checked = judge(rows, new Map(parts.map((part, index) => [part, verdicts[index]!])), context)
  return { currency: head.buyer.currency, rows: checked, addable: checked.filter(({ addable }) => addable).length }
}

/** Judges each row, then adds rows that mean the same thing to the first of them and judges that one again. */
function judge(rows: readonly PadAsk[], found: ReadonlyMap<string, PartNumberVerdict>, context: PadContext): PadVerdict[] {
  const alone = rows.map((row) => decidePadRow(row, found.get(row.part)!, context))
  const first = new Map<string, number>()
  const added = new Map<number, number[]>()
  alone.forEach((verdict, index) => {
    const key = mergeKey(verdict)
    if (key === undefined) return
    const into = first.get(key)
    if (into === undefined) first.set(key, index)
    else added.set(into, [...(added.get(into) ?? []), index])
  })
  const merged = new Map([...added].flatMap(([into, others]) => others.map((index) => [index, into] as const)))
  return alone.map((verdict, index) => {
    const into = merged.get(index)
    if (into !== undefined) return { ...verdict, kind: "merged" as const, addable: false, intoLine: alone[into]!.line, notices: [] }
    const others = added.get(index)
    return others ? together(rows[index]!, verdict, others.map((other) => alone[other]!), found.get(verdict.part)!, context) : verdict
  })
}

/** Rows merge where both can be read: the same product in the same unit, whatever was written. */
function mergeKey({ kind, offer, wanted }: PadVerdict): string | undefined {
  const readable = offer !== undefined && wanted !== undefined && ["ok", "backorder", "run_out", "quantity_off", "no_price"].includes(kind)
  return readable ? `${offer.product.productId} ${offer.unit}` : undefined
}

function together(ask: PadAsk, verdict: PadVerdict, others: readonly PadVerdict[], found: PartNumberVerdict, context: PadContext): PadVerdict {
  const exact = sumOfQuantities([verdict, ...others].map(({ wanted }) => wanted!))
  const again = decidePadRow({ ...ask, exact, unit: verdict.offer!.unit }, found, context)
  return { ...again, wrote: verdict.wrote, notices: [...verdict.notices, { notice: "merged", lines: others.map(({ line }) => line) }] }
}
