import { sql } from "kysely"
import { audit, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { compareQuantities, newId, quantity, Refusal, subtractQuantity, pageOf, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { openBalances } from "./book.ts"
import type { ChangeExpectedReceipt, ExpectReceipt, ListExpectedReceipts } from "./contract.ts"
import { networkOf } from "./scope.ts"

export type ExpectedReceipt = {
  readonly expectedId: string
  readonly productId: string
  readonly sku: string
  readonly names: Readonly<Record<string, string>>
  readonly baseUnit: string
  readonly warehouseId: string
  /** Base units that were announced, that came, and that are still to come. */
  readonly quantity: Quantity
  readonly received: Quantity
  readonly open: Quantity
  readonly expectedOn: string
  readonly reference: string
  readonly version: number
}

/** Announces goods that are to arrive; orders are promised by them from here on. Refuses as a receipt does. */
export async function expectReceipt(work: Work, { warehouseId, expectedOn, reference, ...line }: ExpectReceipt): Promise<{ readonly expectedId: string }> {
  authorize(work, "network.stock.receive")
  const [opened] = await openBalances(work, warehouseId, [line])
  const expectedId = newId()
  await scopedInsert(work, "inventory.expected_receipt", { expected_id: expectedId, product_id: line.productId, warehouse_id: warehouseId, quantity: opened!.baseQuantity, expected_on: expectedOn, reference, created_at: work.now.toString() }).execute()
  audit(work, { action: "receipt.announced", subjectKind: "product", subjectId: line.productId, tenantId: 0, after: { warehouseId, quantity: opened!.baseQuantity, expectedOn, reference } })
  return { expectedId }
}

/**
 * The supplier says another day or another amount (base units). Refuses `inventory.expected_not_found`, `inventory.expected_changed`
 * (conflict), `inventory.expected_below_received`.
 */
export async function changeExpectedReceipt(work: Work, { expectedId, version, expectedOn, baseQuantity }: ChangeExpectedReceipt): Promise<void> {
  authorize(work, "network.stock.receive")
  const known = await lockExpected(work, expectedId, version)
  const wanted = quantity(baseQuantity)
  if (compareQuantities(wanted, quantity(known.received)) <= 0) throw new Refusal("inventory.expected_below_received", "rule", { received: quantity(known.received) })
  await scopedUpdate(work, "inventory.expected_receipt").set({ expected_on: expectedOn, quantity: wanted, version: version + 1 }).where("expected_id", "=", expectedId).execute()
  audit(work, { action: "receipt.changed", subjectKind: "product", subjectId: known.productId, tenantId: 0, before: { expectedOn: known.expectedOn, quantity: quantity(known.quantity) }, after: { expectedOn, quantity: wanted } })
}

/** It, or the rest of it, is not coming. Refuses as a change does. */
export async function cancelExpectedReceipt(work: Work, { expectedId, version, reason }: { readonly expectedId: string; readonly version: number; readonly reason: string }): Promise<void> {
  authorize(work, "network.stock.receive")
  const known = await lockExpected(work, expectedId, version)
  await scopedUpdate(work, "inventory.expected_receipt").set({ cancelled_at: work.now.toString(), version: version + 1 }).where("expected_id", "=", expectedId).execute()
  audit(work, { action: "receipt.cancelled", subjectKind: "product", subjectId: known.productId, tenantId: 0, reason, before: { expectedOn: known.expectedOn, quantity: quantity(known.quantity), received: quantity(known.received) } })
}

async function lockExpected(work: Work, expectedId: string, version: number) {
  const known = await scoped(work, "inventory.expected_receipt")
    .select(["product_id as productId", "quantity", "received", "expected_on as expectedOn", "version"])
    .where("expected_id", "=", expectedId).where("received_at", "is", null).where("cancelled_at", "is", null).forUpdate().executeTakeFirst()
  if (!known) throw new Refusal("inventory.expected_not_found", "not_found")
  if (known.version !== version) throw new Refusal("inventory.expected_changed", "conflict")
  return known
}

export type ExpectedReceiptPage = { readonly receipts: readonly ExpectedReceipt[]; readonly next: { readonly on: string; readonly expectedId: string } | null }

/** What is still to arrive, the earliest first, overdue ones on top. */
export async function listExpectedReceipts(work: Work, { warehouseId, productId, after, limit }: ListExpectedReceipts): Promise<ExpectedReceiptPage> {
  authorize(work, "network.stock.view")
  const { rows } = await sql<Omit<ExpectedReceipt, "open">>`
    select e.expected_id as "expectedId", e.product_id as "productId", p.sku, p.names, p.base_unit as "baseUnit", e.warehouse_id as "warehouseId",
           trim_scale(e.quantity)::text as quantity, trim_scale(e.received)::text as received, e.expected_on as "expectedOn", e.reference, e.version
      from inventory.expected_receipt e
      join catalog.product p on p.network_id = e.network_id and p.product_id = e.product_id
     where e.network_id = ${networkOf(work)} and e.received_at is null and e.cancelled_at is null
       and (${warehouseId ?? null}::uuid is null or e.warehouse_id = ${warehouseId ?? null}) and (${productId ?? null}::uuid is null or e.product_id = ${productId ?? null})
       and (${after?.on ?? null}::date is null or (e.expected_on, e.expected_id) > (${after?.on ?? null}::date, ${after?.expectedId ?? null}::uuid))
     order by e.expected_on, e.expected_id limit ${limit + 1}`.execute(work.db)
  const { page: receipts, last } = pageOf(rows.map((row) => ({ ...row, open: subtractQuantity(row.quantity, row.received) })), limit)
  return { receipts, next: last ? { on: last.expectedOn, expectedId: last.expectedId } : null }
}
