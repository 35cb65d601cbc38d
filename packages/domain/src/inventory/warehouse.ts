import { audit, json, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { SaveWarehouse, WarehouseAddress } from "./contract.ts"

export type Warehouse = {
  readonly warehouseId: string
  readonly code: string
  readonly name: string
  readonly address: WarehouseAddress
  readonly country: string
  readonly latitude: number
  readonly longitude: number
  readonly zone: string
  /** Business days from the promise to the door. */
  readonly handlingDays: number
  readonly active: boolean
  readonly version: number
}

/** Every warehouse of the network, closed ones too, in the order of their codes. */
export async function listWarehouses(work: Work): Promise<Warehouse[]> {
  authorize(work, "network.stock.view")
  const rows = await scoped(work, "inventory.warehouse")
    .select(["warehouse_id as warehouseId", "code", "name", "address", "country", "latitude", "longitude", "zone", "handling_days as handlingDays", "active", "version"])
    .orderBy("code").execute()
  return rows.map((row) => ({ ...row, address: row.address as WarehouseAddress }))
}

/**
 * Opens a warehouse, or changes one. A closed one (`active` false) is promised from no longer; what it holds and what was
 * promised before stays, and can be shipped. Refuses `inventory.warehouse_code_taken`, `inventory.warehouse_not_found`,
 * `inventory.warehouse_changed` (conflict).
 */
export async function saveWarehouse(work: Work, { warehouseId, version, ...input }: SaveWarehouse): Promise<{ readonly warehouseId: string }> {
  authorize(work, "network.sourcing.manage")
  const { handlingDays, address, ...plain } = input
  const values = { ...plain, address: json(address), handling_days: handlingDays }
  const taken = await scoped(work, "inventory.warehouse").select("warehouse_id").where("code", "=", input.code).executeTakeFirst()
  if (taken && taken.warehouse_id !== warehouseId) throw new Refusal("inventory.warehouse_code_taken", "conflict", { code: input.code })
  const id = warehouseId ?? newId()
  if (warehouseId === undefined) {
    await scopedInsert(work, "inventory.warehouse", { warehouse_id: id, ...values }).execute()
  } else {
    await changeWarehouse(work, warehouseId, version, values)
  }
  audit(work, { action: warehouseId ? "warehouse.changed" : "warehouse.opened", subjectKind: "warehouse", subjectId: id, tenantId: 0, after: { ...input } })
  return { warehouseId: id }
}

async function changeWarehouse(work: Work, warehouseId: string, version: number | undefined, values: object): Promise<void> {
  const known = await scoped(work, "inventory.warehouse").select("version").where("warehouse_id", "=", warehouseId).forUpdate().executeTakeFirst()
  if (!known) throw new Refusal("inventory.warehouse_not_found", "not_found")
  if (known.version !== version) throw new Refusal("inventory.warehouse_changed", "conflict")
  await scopedUpdate(work, "inventory.warehouse").set({ ...values, version: known.version + 1 }).where("warehouse_id", "=", warehouseId).execute()
}
