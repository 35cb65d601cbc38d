import { isWithin } from "./categories.ts"
import type { Currency, Product } from "./family.ts"
import type { Account, Partner } from "./partner.ts"
import { sees } from "./partners.ts"
import { productBySku, products } from "./products.ts"
import { shareOf, type Random } from "./random.ts"
import { startingStock, warehouses } from "./warehouses.ts"

/** `unit` is the product's base unit or the code of one of its packs; `quantity` counts that unit. */
export type OrderLine = { readonly sku: string; readonly unit: string; readonly quantity: string }

export function factorOf(product: Product, unit: string): number {
  if (unit === product.unit) return 1
  const pack = product.packs.find(({ code }) => code === unit)
  if (!pack) throw new Error(`${product.sku} does not come in ${unit}.`)
  return Number(pack.factor)
}

export function baseQuantityOf({ sku, unit, quantity }: OrderLine): number {
  return Number(quantity) * factorOf(productBySku(sku), unit)
}

export function obeysOrderRule(line: OrderLine): boolean {
  const { orderRule } = productBySku(line.sku)
  if (!orderRule) return true
  const quantity = baseQuantityOf(line)
  return quantity >= Number(orderRule.minimum) && quantity % Number(orderRule.step) === 0
}

function unitPriceOf(product: Product, currency: Currency, quantity: number): number {
  const price = product.prices.find((candidate) => candidate.currency === currency)
  if (!price) throw new Error(`${product.sku} has no price in ${currency}.`)
  return Number(price.tiers.findLast(({ from }) => quantity >= Number(from))?.unitPrice ?? price.unitPrice)
}

/** What the line costs at base prices and volume tiers, before any partner's rules. */
export function baseValueOf(line: OrderLine, currency: Currency): number {
  const quantity = baseQuantityOf(line)
  return Math.round(unitPriceOf(productBySku(line.sku), currency, quantity) * quantity * 100) / 100
}

/** What is still on the shelves of both warehouses while the story is told: only backorders may promise more. */
export type Shelves = Map<string, number>

export function fullShelves(): Shelves {
  return new Map(products.map((product) => [
    product.sku,
    warehouses.reduce((sum, warehouse) => sum + Number(startingStock(warehouse, product).quantity), 0),
  ]))
}

const nowhere = new Set([...fullShelves()].filter(([, quantity]) => quantity === 0).map(([sku]) => sku))

/** An account buys its favourites again and again: the same fifth of the catalogue, seven times as readily. */
function eagerness(account: Account, product: Product): number {
  return product.popularity * (shareOf(`${account.code} ${product.sku}`) < 0.2 ? 7 : 1)
}

/** As much as people usually take, or about `worth` of it where the order is a large one. */
function quantityOf(product: Product, currency: Currency, worth: number, random: Random): OrderLine {
  const step = Number(product.orderRule?.step ?? 1)
  const packs = product.packs.filter(({ factor }) => Number(factor) % step === 0 && Number(factor) >= Number(product.orderRule?.minimum ?? 0))
  const pack = packs.find(({ factor }) => Number(factor) * unitPriceOf(product, currency, 1) < Math.max(300, worth))
  const asPack = pack && (Number(pack.factor) <= step || random.share() < 0.6)
  const unit = asPack ? pack.code : product.unit
  const price = unitPriceOf(product, currency, 1) * factorOf(product, unit)
  const most = price > 300 ? 1 : price > 60 ? 2 : price > 12 ? 4 : price > 2 ? 10 : 20
  const usual = random.between(1, most)
  const wanted = worth > 0 ? Math.max(usual, Math.min(40, Math.round((worth * (0.5 + random.share())) / price))) : usual
  if (asPack) return { sku: product.sku, unit, quantity: String(wanted) }
  const minimum = Number(product.orderRule?.minimum ?? 1)
  return { sku: product.sku, unit, quantity: String(Math.max(minimum, Math.ceil(wanted / step) * step)) }
}

export type Wish = {
  readonly partner: Partner
  readonly account: Account
  readonly lines: number
  readonly atLeast: number
  readonly atMost: number
  /** Also asks for this many products that no warehouse has. */
  readonly short: number
}

export type Basket = { readonly lines: readonly OrderLine[]; readonly total: number; readonly shortLines: readonly number[] }

function fromShelf(shelves: Shelves, line: OrderLine): boolean {
  const left = (shelves.get(line.sku) ?? 0) - baseQuantityOf(line)
  if (left < 0) return false
  shelves.set(line.sku, left)
  return true
}

function candidatesFor({ partner, account }: Wish): Product[] {
  return products.filter((product) =>
    product.status === "active" && sees(partner, account, product) && account.interests.some((code) => isWithin(product.category, code)))
}

function shortLinesOf(wish: Wish, random: Random): OrderLine[] {
  const missing = products.filter((product) =>
    product.status === "active" && sees(wish.partner, wish.account, product) && nowhere.has(product.sku) && Number(product.prices[0]?.unitPrice) < 150)
  const lines: OrderLine[] = []
  while (lines.length < Math.min(wish.short, missing.length)) {
    const line = quantityOf(random.pickWeighted(missing, ({ popularity }) => popularity), wish.partner.currency, 0, random)
    if (!lines.some(({ sku }) => sku === line.sku)) lines.push(line)
  }
  return lines
}

/** A basket of a believable mix: mostly from a few leaf categories, mostly what the account bought before. */
export function fillBasket(wish: Wish, shelves: Shelves, random: Random): Basket {
  const candidates = candidatesFor(wish)
  const themes = new Set([1, 2, 3].map(() => random.pickWeighted(candidates, (product) => eagerness(wish.account, product)).category))
  const lines = shortLinesOf(wish, random)
  const { currency } = wish.partner
  const worth = Math.max(wish.atLeast / wish.lines, wish.account.kind === "house" ? 120 : 0)
  const short = lines.length
  let total = lines.reduce((sum, line) => sum + baseValueOf(line, currency), 0)
  for (let tries = 0; tries < 200 && lines.length < 14 && (lines.length < wish.lines || total < wish.atLeast); tries++) {
    const product = random.pickWeighted(candidates, (one) => eagerness(wish.account, one) * (themes.has(one.category) ? 5 : 1))
    if (lines.some(({ sku }) => sku === product.sku)) continue
    const line = quantityOf(product, currency, worth, random)
    const value = baseValueOf(line, currency)
    if (total + value > wish.atMost || !fromShelf(shelves, line)) continue
    lines.push(line)
    total += value
  }
  for (let tries = 0; tries < 100 && total < wish.atLeast && lines.length > short; tries++) {
    const at = random.between(short, lines.length - 1)
    const line = lines[at] as OrderLine
    const more = { ...line, quantity: String(Number(line.quantity) * 2) }
    const value = baseValueOf(more, currency) - baseValueOf(line, currency)
    if (total + value > wish.atMost || !fromShelf(shelves, line)) continue
    lines[at] = more
    total += value
  }
  return { lines, total: Math.round(total * 100) / 100, shortLines: Array.from({ length: short }, (_, i) => i) }
}
