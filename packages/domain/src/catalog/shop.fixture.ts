import type { Work } from "@entrepot/db"
import { createWorld, type World } from "../testing/index.ts"
import { rebuildCatalogIndex, saveCategories, saveProducts, setSuccessor } from "./index.ts"

/** The test world with a small catalogue of its own kind beside it: part numbers with dashes, packs with GTINs, a chain of successors. */
export type Shop = World & { readonly idOf: (sku: string) => string }

export const GTIN = { each: "4006381333931", box: "04006381333948", shared: "00012345678905" }

const each = { baseUnit: "each", brand: "Nordlicht" } as const

export async function openShop(): Promise<Shop> {
  const world = await createWorld()
  const ids = new Map<string, string>()
  await world.network("wanda", async (work) => {
    await rebuildCatalogIndex(work)
    await fill(work, ids)
  })
  return { ...world, idOf: (sku) => ids.get(sku)! }
}

async function fill(work: Work, ids: Map<string, string>): Promise<void> {
  await saveCategories(work, [
    { code: "pumps", parent: "hydraulics", names: { en: "Pumps", de: "Pumpen" } }, { code: "hydraulics", parent: null, names: { en: "Hydraulics", de: "Hydraulik" } },
    { code: "valves", parent: "hydraulics", names: { en: "Valves" } }, { code: "lamps", parent: null, names: { en: "Lamps" } },
  ])
  const outcomes = await saveProducts(work, [
    { ...each, sku: "HP-100-A", mpn: "A6VJ.55", names: { en: "Axial piston pump", de: "Axialkolbenpumpe" }, category: "pumps", popularity: 50, gtin: GTIN.each, units: [{ unit: "each", factor: "1" }, { unit: "box", factor: "4", gtin: GTIN.box }] },
    { ...each, sku: "HP-100-B", mpn: "SAME-1", names: { en: "Gear pump" }, category: "pumps", popularity: 90 },
    { ...each, sku: "HP-200", mpn: "SAME 1", names: { en: "Vane pump" }, category: "pumps", popularity: 70, brand: "Öresund" },
    { ...each, sku: "VL-1", names: { en: "Check valve for pumps" }, category: "valves", popularity: 10 },
    { ...each, sku: "PUMP", names: { en: "Valve without much fame" }, category: "valves" },
    { ...each, sku: "OLD-1", mpn: "LEGACY9", names: { en: "Pump of 1990" }, category: "pumps", status: "discontinued" },
    { ...each, sku: "OLD-2", names: { en: "Pump of 2000" }, category: "pumps", status: "discontinued" },
    { ...each, sku: "GONE-1", names: { en: "Pump of 1980" }, category: "pumps", status: "discontinued" },
    { ...each, sku: "NEXT-1", names: { en: "Pump of tomorrow" }, category: "pumps", status: "draft" },
    { ...each, sku: "LED-9", names: { de: "Werkstattleuchte" }, category: "lamps", brand: "", status: "run_out" },
  ])
  for (const outcome of outcomes) if ("productId" in outcome) ids.set(outcome.sku, outcome.productId)
  for (const [from, to] of [["OLD-1", "OLD-2"], ["OLD-2", "HP-100-A"]] as const) await setSuccessor(work, { productId: ids.get(from)!, version: 1, successorId: ids.get(to)! })
}
