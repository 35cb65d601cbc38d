import { describe, expect, test } from "vitest"
import { definitionOf } from "./attributes.ts"
import { baseQuantityOf, factorOf, obeysOrderRule } from "./basket.ts"
import { categories, isWithin } from "./categories.ts"
import { hasValidCheckDigit } from "./gtin.ts"
import { languages, type Localised } from "./language.ts"
import { makers } from "./makers.ts"
import { partners, sees } from "./partners.ts"
import { networkStaff, platformOperators } from "./people.ts"
import { productBySku, products } from "./products.ts"
import { orderScenario, type OrderStory } from "./scenario.ts"
import { baseUnits } from "./units.ts"
import { startingStock, warehouses } from "./warehouses.ts"

const isDecimal = (text: string) => /^\d+(\.\d{1,6})?$/.test(text)
const isPrice = (text: string) => isDecimal(text) && Number(text) > 0
const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length
const isComplete = (text: Localised) => languages.every((language) => text[language].trim() !== "" && !/[{}]|undefined|NaN/.test(text[language]))

function placeOf({ tenant, account }: OrderStory) {
  const partner = partners.find(({ code }) => code === tenant)!
  return { partner, account: partner.accounts.find(({ code }) => code === account)! }
}

describe("categories", () => {
  test("have unique codes, a name in every language and a parent that exists", () => {
    const codes = categories.map(({ code }) => code)
    expect(isUnique(codes)).toBe(true)
    expect(categories.filter(({ name, parent }) => !isComplete(name) || (parent !== null && !codes.includes(parent)))).toEqual([])
  })

  test("lie at most three deep", () => {
    expect(categories.filter(({ code }) => categories.filter((other) => isWithin(code, other.code)).length > 3)).toEqual([])
  })
})

describe("products", () => {
  test("are at least three hundred, each with its own SKU, GTIN and number at its maker", () => {
    expect(products.length).toBeGreaterThanOrEqual(330)
    expect(isUnique(products.map(({ sku }) => sku))).toBe(true)
    expect(isUnique(products.flatMap(({ gtin, packs }) => [gtin, ...packs.map((pack) => pack.gtin)]))).toBe(true)
    expect(isUnique(products.map(({ maker, makerPartNumber }) => `${maker} ${makerPartNumber}`))).toBe(true)
  })

  test("bear GTINs that check out and that no real article can bear", () => {
    expect(products.filter(({ gtin }) => !/^2\d{12}$/.test(gtin) || !hasValidCheckDigit(gtin))).toEqual([])
    expect(products.flatMap(({ packs }) => packs).filter(({ gtin }) => gtin.length !== 14 || !hasValidCheckDigit(gtin))).toEqual([])
  })

  test("are told in every language", () => {
    expect(products.filter(({ name, description, packs }) => ![name, description, ...packs.map((pack) => pack.name)].every(isComplete))).toEqual([])
    for (const language of languages) expect(isUnique(products.map(({ name, sku, status }) => (status === "active" ? name[language] : sku)))).toBe(true)
  })

  test("name only makers, leaf categories, successors and alternatives that exist", () => {
    const parents = new Set(categories.map(({ parent }) => parent))
    const leaves = categories.map(({ code }) => code).filter((code) => !parents.has(code))
    const skus = new Set(products.map(({ sku }) => sku))
    for (const product of products) {
      expect(leaves).toContain(product.category)
      expect(makers.map(({ code }) => code)).toContain(product.maker)
      for (const other of [...product.alternatives, ...(product.successor ? [product.successor] : [])]) {
        expect(skus).toContain(other)
        expect(other).not.toBe(product.sku)
        expect(productBySku(other).status).toBe("active")
      }
    }
    expect(leaves.filter((code) => !products.some(({ category }) => category === code))).toEqual([])
  })

  test("are discontinued exactly where they have a successor", () => {
    expect(products.filter(({ status, successor }) => (status === "discontinued") !== (successor !== null))).toEqual([])
    expect(products.some(({ status }) => status === "discontinued")).toBe(true)
  })

  test("cost less than they sell for, with volume prices that fall", () => {
    for (const { sku, prices, costEur } of products) {
      expect(prices.map(({ currency }) => currency), sku).toEqual(["EUR", "USD"])
      for (const { unitPrice, tiers } of prices) {
        expect([unitPrice, ...tiers.map((tier) => tier.unitPrice)].every(isPrice), sku).toBe(true)
        const ladder = [unitPrice, ...tiers.map((tier) => tier.unitPrice)].map(Number)
        expect(ladder.every((price, i) => i === 0 || price < (ladder[i - 1] ?? 0)), sku).toBe(true)
        expect(tiers.every(({ from }, i) => i === 0 || Number(from) > Number(tiers[i - 1]?.from)), sku).toBe(true)
      }
      expect(isPrice(costEur) && Number(costEur) < Math.min(...[prices[0]!.unitPrice, ...prices[0]!.tiers.map((tier) => tier.unitPrice)].map(Number)), sku).toBe(true)
    }
  })

  test("come in known units, in packs that an order rule permits, with attributes of their defined type", () => {
    for (const product of products) {
      expect(Object.keys(baseUnits)).toContain(product.unit)
      expect(isUnique([product.unit, ...product.packs.map(({ code }) => code)]), product.sku).toBe(true)
      for (const { code } of product.packs) expect(obeysOrderRule({ sku: product.sku, unit: code, quantity: "1" }), `${product.sku} ${code}`).toBe(true)
      for (const attribute of product.attributes) expect(attribute.type).toBe(definitionOf(attribute.key).type)
      for (const attribute of product.attributes) if (attribute.type === "number") expect(isDecimal(attribute.value), product.sku).toBe(true)
    }
  })

  test("carry what customs and the scale ask for", () => {
    expect(products.filter(({ hsCode, weightGrams, countryOfOrigin }) => !/^\d{6}$/.test(hsCode) || weightGrams <= 0 || !/^[A-Z]{2}$/.test(countryOfOrigin))).toEqual([])
  })
})

describe("warehouses", () => {
  const stocks = products.map((product) => warehouses.map((warehouse) => startingStock(warehouse, product)))

  test("open with some products out and some scarce, the same every time", () => {
    expect(products.map((product) => warehouses.map((warehouse) => startingStock(warehouse, product)))).toEqual(stocks)
    expect(stocks.filter((here) => here.every(({ quantity }) => quantity === "0")).length).toBeGreaterThan(10)
    expect(stocks.flat().filter(({ quantity, reorderPoint }) => quantity !== "0" && Number(quantity) < Number(reorderPoint)).length).toBeGreaterThan(10)
  })

  test("keep lots that add up to what is there", () => {
    for (const { quantity, lots, sku } of stocks.flat()) {
      if (lots.length > 0) expect(lots.reduce((sum, lot) => sum + Number(lot.quantity), 0), sku).toBe(Number(quantity))
      else expect(quantity === "0" || productBySku(sku).tracking !== "lot", sku).toBe(true)
    }
  })
})

describe("partners", () => {
  test.each(partners)("$name has its own house account first, then four or more customers", ({ accounts }) => {
    expect(accounts[0]?.kind).toBe("house")
    expect(accounts.filter(({ kind }) => kind === "house")).toHaveLength(1)
    expect(accounts.length).toBeGreaterThanOrEqual(5)
    expect(accounts.some(({ creditLimit }) => creditLimit === null)).toBe(true)
    expect(accounts.some(({ creditLimit }) => creditLimit !== null && Number(creditLimit) < 1500)).toBe(true)
  })

  test.each(partners)("$name knows every category, group, SKU and tax class that it speaks of", (partner) => {
    const codes = categories.map(({ code }) => code)
    const groups = partner.accountGroups.map(({ code }) => code)
    for (const { includeCategories, excludeCategories, groups: seenBy, excludeSkus } of partner.segments) {
      for (const code of [...includeCategories, ...excludeCategories]) expect(codes).toContain(code)
      for (const group of seenBy) expect(groups).toContain(group)
      for (const sku of excludeSkus) expect(productBySku(sku).sku).toBe(sku)
    }
    for (const { category, groups: pricedFor } of partner.priceRules) {
      if (category !== null) expect(codes).toContain(category)
      for (const group of pricedFor) expect(groups).toContain(group)
    }
    for (const { group, interests, shipTos } of partner.accounts) {
      expect(groups).toContain(group)
      for (const code of interests) expect(codes).toContain(code)
      expect(shipTos.length).toBeGreaterThanOrEqual(2)
      expect(shipTos.filter(({ isDefault }) => isDefault)).toHaveLength(1)
    }
    expect(partner.taxRates.some(({ taxClass }) => taxClass === "standard")).toBe(true)
  })

  test.each(partners)("$name has agreed prices in its currency, on products that the account sees", (partner) => {
    const account = partner.accounts.find(({ code }) => code === partner.contract.account)!
    expect(partner.contract.currency).toBe(partner.currency)
    for (const { sku, unitPrice } of partner.contract.lines) {
      expect(isPrice(unitPrice), sku).toBe(true)
      expect(sees(partner, account, productBySku(sku)), sku).toBe(true)
    }
  })

  test("and the distributor have people with e-mail addresses of their own, none of them real", () => {
    const people = [...networkStaff, ...platformOperators, ...partners.flatMap(({ accounts }) => accounts.flatMap((account) => account.people))]
    expect(isUnique(people.map(({ email }) => email))).toBe(true)
    expect(people.filter(({ email }) => !/^[a-z.]+@[a-z]+\.example$/.test(email))).toEqual([])
  })
})

describe.each([1, 7, 42])("the order scenario of seed %i", (seed) => {
  const today = "2026-03-16"
  const orders = orderScenario(seed, today)

  test("is the same story every time", () => {
    expect(orderScenario(seed, today)).toEqual(orders)
    expect(orders).toHaveLength(140)
    expect(isUnique(orders.map(({ key }) => key))).toBe(true)
  })

  test("is placed on working days by people of the account, for a place of the account", () => {
    for (const order of orders) {
      const { account } = placeOf(order)
      expect([0, 6], order.key).not.toContain(new Date(order.placedOn).getUTCDay())
      expect(account.people.map(({ email }) => email)).toContain(order.placedBy)
      expect(account.shipTos.map(({ code }) => code)).toContain(order.shipTo)
      expect(order.daysAgo).toBeLessThanOrEqual(150)
    }
  })

  test("keeps every purchase order policy", () => {
    const submitted = orders.filter(({ outcome }) => outcome.state !== "draft")
    expect(submitted.filter((order) => order.poNumber === null && placeOf(order).account.poPolicy !== "optional")).toEqual([])
    expect(isUnique(submitted.filter(({ poNumber }) => poNumber !== null).map(({ account, poNumber }) => `${account} ${poNumber}`))).toBe(true)
  })

  test("orders only what the account sees, in quantities that the order rules allow", () => {
    for (const order of orders) {
      const { partner, account } = placeOf(order)
      expect(order.lines.length, order.key).toBeGreaterThanOrEqual(1)
      expect(order.lines.length, order.key).toBeLessThanOrEqual(14)
      expect(isUnique(order.lines.map(({ sku }) => sku)), order.key).toBe(true)
      for (const line of order.lines) {
        expect(sees(partner, account, productBySku(line.sku)), `${order.key} ${line.sku}`).toBe(true)
        expect(obeysOrderRule(line), `${order.key} ${line.sku}`).toBe(true)
        expect(isPrice(line.quantity), `${order.key} ${line.sku}`).toBe(true)
      }
    }
  })

  test("asks for approval above the threshold, with somebody there to give it, and goes on hold above the credit limit", () => {
    for (const order of orders) {
      const { partner, account } = placeOf(order)
      const threshold = partner.approvalThresholds[account.kind === "house" ? "house" : "customers"]
      const total = Number(order.baseTotal)
      const { state } = order.outcome
      if (state === "awaiting_approval" || state === "rejected") expect(total, order.key).toBeGreaterThan(threshold * 1.2)
      else if (state === "on_hold") expect(total, order.key).toBeGreaterThan(Number(account.creditLimit))
      if (total > threshold) expect(account.people.some(({ role }) => role.endsWith("_approver")), order.key).toBe(true)
      if (order.approvedBy !== null) expect(total, order.key).toBeGreaterThan(threshold)
    }
  })

  test("backorders what no warehouse has, and promises nothing else twice", () => {
    const wanted = new Map<string, number>()
    for (const order of orders) {
      const short = order.outcome.state === "backordered" ? order.outcome.shortLines : []
      if (order.outcome.state === "backordered") expect(short.length, order.key).toBeGreaterThan(0)
      order.lines.forEach((line, i) => wanted.set(line.sku, (wanted.get(line.sku) ?? 0) + (short.includes(i) ? 0 : baseQuantityOf(line))))
      for (const i of short) for (const warehouse of warehouses) expect(startingStock(warehouse, productBySku(order.lines[i]!.sku)).quantity, order.key).toBe("0")
    }
    for (const [sku, quantity] of wanted) {
      const there = warehouses.reduce((sum, warehouse) => sum + Number(startingStock(warehouse, productBySku(sku)).quantity), 0)
      expect(quantity, sku).toBeLessThanOrEqual(there)
    }
  })

  test("ships in part a part, and changes an order into another that the rules allow", () => {
    for (const { key, lines, outcome } of orders) {
      const ordered = (line: number) => Number(lines[line]!.quantity)
      if (outcome.state === "partly_shipped") {
        expect(outcome.shipped.length, key).toBeGreaterThan(0)
        expect(outcome.shipped.every(({ line, quantity }) => Number(quantity) <= ordered(line)), key).toBe(true)
        expect(outcome.shipped.length < lines.length || outcome.shipped.some(({ line, quantity }) => Number(quantity) < ordered(line)), key).toBe(true)
      }
      if (outcome.state === "changed")
        for (const { line, quantity } of outcome.changes) {
          expect(Number(quantity), key).toBeLessThan(ordered(line))
          if (quantity !== "0") expect(obeysOrderRule({ ...lines[line]!, quantity }), key).toBe(true)
          expect(factorOf(productBySku(lines[line]!.sku), lines[line]!.unit)).toBeGreaterThan(0)
        }
    }
  })
})
