import { factorOf, obeysOrderRule, type Basket, type OrderLine } from "./basket.ts"
import { say, type Language } from "./language.ts"
import { productBySku } from "./products.ts"
import type { Random } from "./random.ts"

/** Where an order's story has got to. Line numbers count from 0; quantities are in the line's own unit. */
export type Outcome =
  | { readonly state: "draft" | "awaiting_approval" | "confirmed" }
  | { readonly state: "rejected"; readonly by: string; readonly reason: string; readonly afterHours: number }
  | { readonly state: "on_hold"; readonly hold: "credit" }
  | { readonly state: "backordered"; readonly shortLines: readonly number[] }
  | { readonly state: "partly_shipped"; readonly shipped: readonly { readonly line: number; readonly quantity: string }[]; readonly afterDays: number }
  | { readonly state: "shipped"; readonly afterDays: number }
  | { readonly state: "cancelled"; readonly reason: string; readonly afterHours: number }
  | { readonly state: "changed"; readonly changes: readonly { readonly line: number; readonly quantity: string }[]; readonly reason: string; readonly afterHours: number }

export type OrderState = Outcome["state"]

const reasons = {
  rejected: [
    say("Budget for this month is used up.", "Das Budget für diesen Monat ist ausgeschöpft.", "Le budget du mois est épuisé."),
    say("We still have enough of this in stock.", "Davon ist noch genug im Lager.", "Nous en avons encore assez en stock."),
    say("Please bundle with the order from the other site.", "Bitte mit der Bestellung des anderen Standorts bündeln.", "Merci de regrouper avec la commande de l'autre site."),
  ],
  cancelled: [
    say("Ordered twice by mistake.", "Versehentlich doppelt bestellt.", "Commande passée deux fois par erreur."),
    say("The job was postponed.", "Der Auftrag wurde verschoben.", "Le chantier a été reporté."),
    say("Wrong size chosen.", "Falsche Größe gewählt.", "Mauvaise taille choisie."),
  ],
  changed: [
    say("Quantity corrected by phone.", "Menge telefonisch korrigiert.", "Quantité corrigée par téléphone."),
    say("Some was still on our own shelf.", "Ein Teil war noch im eigenen Regal.", "Il en restait sur notre étagère."),
  ],
}

function partShipment(lines: readonly OrderLine[], random: Random): { line: number; quantity: string }[] {
  const waiting = random.between(0, lines.length - 1)
  return lines.flatMap(({ quantity, unit, sku }, line) => {
    if (line !== waiting) return [{ line, quantity }]
    const step = unit === productBySku(sku).unit ? Number(productBySku(sku).orderRule?.step ?? 1) : 1
    const some = Math.floor(Number(quantity) / 2 / step) * step
    return some > 0 ? [{ line, quantity: String(some) }] : []
  })
}

/** Changes go downwards, or drop the line where one step less is too little: a smaller order is always in stock. */
function changeTo(line: OrderLine): string {
  const product = productBySku(line.sku)
  const step = Number(product.orderRule?.step ?? 1) / (line.unit === product.unit ? 1 : factorOf(product, line.unit))
  const quantity = String(Number(line.quantity) - Math.max(1, step))
  return Number(quantity) > 0 && obeysOrderRule({ ...line, quantity }) ? quantity : "0"
}

export function outcomeOf(state: OrderState, basket: Basket, approver: string, language: Language, daysAgo: number, random: Random): Outcome {
  const afterDays = Math.min(random.between(1, 3), daysAgo)
  const afterHours = random.between(1, 20)
  switch (state) {
    case "rejected":
      return { state, by: approver, reason: random.pick(reasons.rejected)[language], afterHours }
    case "on_hold":
      return { state, hold: "credit" }
    case "backordered":
      return { state, shortLines: basket.shortLines }
    case "partly_shipped":
      return { state, shipped: partShipment(basket.lines, random), afterDays }
    case "shipped":
      return { state, afterDays }
    case "cancelled":
      return { state, reason: random.pick(reasons.cancelled)[language], afterHours }
    case "changed": {
      const line = random.between(0, basket.lines.length - 1)
      return { state, changes: [{ line, quantity: changeTo(basket.lines[line] as OrderLine) }], reason: random.pick(reasons.changed)[language], afterHours }
    }
    default:
      return { state }
  }
}
