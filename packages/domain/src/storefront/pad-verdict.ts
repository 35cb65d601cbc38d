import { compareQuantities, quantity, quantityVerdict, toBase, type Quantity } from "@entrepot/kernel"
import type { PartNumberVerdict, ProductBrief } from "../catalog/index.ts"
import { hardAvailable } from "../inventory/index.ts"
import { answerFrom, priceLadder, publicAnswer, type PriceAnswer, type UnitFacts } from "../pricing/index.ts"
import { parsePadQuantity } from "./pad-quantity.ts"
import type { PadVerdictKind } from "./contract.ts"
import type { Viewer } from "./product-tile.ts"
import { promiseFor, stockView, type StockView } from "./stock-view.ts"
import type { StorefrontProduct, WarehouseFacts } from "./storefront-row.db.ts"

/** `exact`: the quantity as it was read already, where rows were added up. */
export type PadAsk = { readonly exact?: Quantity; readonly line: number; readonly part: string; readonly quantity?: string | undefined; readonly unit?: string | undefined }

/** What a row can be bought as, as far as that is known. */
export type PadOffer = {
  readonly product: ProductBrief
  readonly unit: string
  readonly units: readonly string[]
  readonly quantity: Quantity
  readonly price: PriceAnswer | null
  readonly stock: StockView
  readonly promiseOn: string | null
}

export type PadNotice =
  /** The row named no quantity; the least that can be ordered was taken. */
  | { readonly notice: "quantity_assumed"; readonly quantity: Quantity }
  /** The row named no unit; its quantity counts this one. */
  | { readonly notice: "unit_assumed"; readonly unit: string }
  /** Rows that ask for the same thing were added to this one. */
  | { readonly notice: "merged"; readonly lines: readonly number[] }

/** One row's verdict. `addable`: it can go into the cart as it stands. Everything that the row wrote is kept. */
export type PadVerdict = {
  readonly line: number
  readonly part: string
  readonly wrote: { readonly quantity: string | null; readonly unit: string | null }
  readonly kind: PadVerdictKind
  readonly addable: boolean
  /** The quantity that was asked for, as it was read; of all rows where several were added up. */
  readonly wanted?: Quantity
  readonly offer?: PadOffer
  /** not_found: what it may have meant. ambiguous: what it means. */
  readonly candidates?: readonly ProductBrief[]
  /** superseded: the product that bears the number; `offer` is what replaced it. */
  readonly instead?: ProductBrief
  /** quantity_off: the nearest quantities that can be ordered. */
  readonly roundDown?: Quantity
  readonly roundUp?: Quantity
  /** merged: the line that it was added to. */
  readonly intoLine?: number
  readonly notices: readonly PadNotice[]
}

export type PadContext = { readonly viewer: Viewer; readonly warehouses: readonly WarehouseFacts[]; readonly products: ReadonlyMap<string, StorefrontProduct>; readonly foreign: ReadonlySet<string>; readonly locale: string }

/** Judges one row by itself; rows that ask for the same thing are merged before, by `mergeRows`. */
export function decidePadRow(ask: PadAsk, found: PartNumberVerdict, context: PadContext): PadVerdict {
  const row = { line: ask.line, part: ask.part, wrote: { quantity: ask.quantity ?? null, unit: ask.unit ?? null }, addable: false, notices: [] }
  if (found.kind === "unknown" || found.kind === "empty") {
    if (context.foreign.has(ask.part)) return { ...row, kind: "not_entitled" }
    return { ...row, kind: "not_found", candidates: found.kind === "unknown" ? found.suggestions : [] }
  }
  if (found.kind === "ambiguous") return { ...row, kind: "ambiguous", candidates: found.candidates.map(({ product }) => product) }
  if (found.kind === "discontinued") return { ...row, kind: "discontinued", candidates: [found.product] }
  const product = context.products.get(found.product.productId)
  if (!product) return { ...row, kind: "not_found", candidates: [] }
  const verdict = decideFound(ask, found, product, context, row)
  return found.kind === "replaced" ? { ...verdict, kind: "superseded", addable: false, instead: found.instead } : verdict
}

type Found = Extract<PartNumberVerdict, { kind: "found" | "replaced" }>
type Row = Pick<PadVerdict, "line" | "part" | "wrote" | "addable" | "notices">

function decideFound(ask: PadAsk, found: Found, product: StorefrontProduct, context: PadContext, row: Row): PadVerdict {
  const sold = product.candidates.units.filter(({ sellable }) => sellable)
  const unit = unitMeant(ask.unit, found, sold)
  if (!unit) return { ...row, kind: "unit_unknown", offer: offerOf(found.product, sold[0] ?? product.candidates.units[0]!, quantity("1"), product, context) }
  const wrote = ask.quantity?.trim() ?? ""
  const wanted = ask.exact ?? quantityRead(wrote, unit, context.locale)
  const least = () => offerOf(found.product, unit, quantity(unit.minimum), product, context)
  if (wanted === undefined) return { ...row, kind: "quantity_unreadable", offer: least() }
  const notices: PadNotice[] = [
    ...(wrote === "" ? [{ notice: "quantity_assumed" as const, quantity: quantity(unit.minimum) }] : []),
    ...(ask.unit === undefined && sold.length > 1 ? [{ notice: "unit_assumed" as const, unit: unit.unit }] : []),
  ]
  const verdict = quantityVerdict(wanted, { minimum: quantity(unit.minimum), step: quantity(unit.step) })
  if (!verdict.ok) return { ...row, notices, wanted, kind: "quantity_off", offer: least(), ...(verdict.roundDown && { roundDown: verdict.roundDown }), ...(verdict.roundUp && { roundUp: verdict.roundUp }) }
  const offer = offerOf(found.product, unit, wanted, product, context)
  return { ...row, notices, wanted, offer, ...supplyVerdict(offer, toBase(wanted, quantity(unit.factor)), product) }
}

function quantityRead(wrote: string, { minimum }: UnitFacts, locale: string): Quantity | undefined {
  const read = wrote === "" ? minimum : parsePadQuantity(wrote, locale)
  return read === undefined ? undefined : quantity(read)
}

/** A price is needed to buy; too little stock is only said. What runs out is not made again, so more than is left cannot be had. */
function supplyVerdict(offer: PadOffer, base: Quantity, { status, availability }: StorefrontProduct): Pick<PadVerdict, "kind" | "addable"> {
  if (offer.price === null) return { kind: "no_price", addable: false }
  if (compareQuantities(hardAvailable(availability), base) >= 0) return { kind: "ok", addable: true }
  return status === "run_out" ? { kind: "run_out", addable: compareQuantities(offer.stock.available, quantity("0")) > 0 } : { kind: "backorder", addable: true }
}

/** The unit that was written, by its name in any case or with a plural; else the pack whose number it was or the base unit; else the first that is sold. */
function unitMeant(wrote: string | undefined, { unit }: Found, sold: readonly UnitFacts[]): UnitFacts | undefined {
  if (wrote === undefined || wrote.trim() === "") return sold.find((facts) => facts.unit === unit) ?? sold[0]
  const said = wrote.trim().toLowerCase().replace(/\.$/, "")
  const names = new Set([said, ...(ALIASES[said] ?? []), said.replace(/e?s$/, "")])
  return sold.find((facts) => names.has(facts.unit.toLowerCase())) ?? sold.find((facts) => (ALIASES[facts.unit.toLowerCase()] ?? []).includes(said))
}

/** What people write for the commonest units in three languages, and their UNECE codes. A crate that the German reader calls Karton is a case. */
const ALIASES: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ["each", "c62", "h87", "ea", "pc", "pcs", "piece", "pieces", "stk", "stück", "stueck", "st", "pièce", "pièces", "pce", "pces", "unit", "unité", "unités"],
  ["box", "xbx", "bx", "boxes", "schachtel", "schachteln", "boîte", "boîtes", "boite", "boites", "bte"],
  ["case", "xcs", "xct", "cs", "cases", "carton", "cartons", "karton", "kartons", "kiste", "kisten", "caisse", "caisses"],
  ["pack", "xpk", "pk", "packs", "packung", "packungen", "paquet", "paquets", "pkg", "pck"],
  ["bag", "xbg", "bg", "bags", "beutel", "sachet", "sachets"],
  ["roll", "xro", "rl", "rolls", "rolle", "rollen", "rouleau", "rouleaux"],
  ["bottle", "xbo", "bo", "bottles", "flasche", "flaschen", "flacon", "flacons", "bouteille", "bouteilles"],
  ["canister", "xjy", "canisters", "kanister", "bidon", "bidons"],
  ["drum", "xdr", "dr", "drums", "fass", "fässer", "fût", "fûts"],
  ["pair", "pr", "pairs", "paar", "paare", "paire", "paires"],
  ["metre", "mtr", "m", "metres", "meter", "meters", "mètre", "mètres"],
  ["litre", "ltr", "l", "litres", "liter", "liters"],
  ["kg", "kgm", "kilo", "kilos", "kilogram", "kilogramm", "kilogramme", "kilogrammes"],
].flatMap((names) => names.map((name) => [name, names])))

function offerOf(product: ProductBrief, unit: UnitFacts, wanted: Quantity, row: StorefrontProduct, { viewer, warehouses }: PadContext): PadOffer {
  const answer = answerFrom(priceLadder(row.candidates, unit.unit, viewer.buyer)!, wanted, viewer.buyer)
  return {
    product, unit: unit.unit, units: row.candidates.units.filter(({ sellable }) => sellable).map((facts) => facts.unit), quantity: wanted,
    price: answer && (viewer.seesMargins ? answer : publicAnswer(answer)),
    stock: stockView(row.availability, row.candidates.units, viewer.buyer.on),
    promiseOn: promiseFor(row.availability, toBase(wanted, quantity(unit.factor)), viewer.buyer.on, warehouses).on,
  }
}
