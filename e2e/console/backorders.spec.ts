import type { Page } from "@playwright/test"
import { ask, fillCart, orderIdOf } from "../portal/ask.ts"
import { bluepeak, expect, test } from "../portal/people.ts"
import { expectAccessible } from "../lib/test.ts"
import { pick, staffPage } from "./staff.ts"

const TOMASZ = "tomasz.lisek@nordwerk.example"
const SKU = "GH-FD125-P40"
const HAMBURG = "Hamburg Billbrook"
const LYON = "Lyon Saint-Priest"

type Warehouse = { readonly warehouseId: string; readonly name: string }
type Shelf = { readonly rows: readonly { readonly sku: string; readonly waiting: string; readonly warehouses: readonly { readonly warehouseId: string; readonly reserved: string }[] }[] }

/** Books what a count sheet or a delivery note says, as a person at the desk does. */
async function book(page: Page, kind: "receive" | "count", warehouse: string, quantity: string) {
  const words = kind === "receive" ? { field: "Delivery note", button: "Book the receipt", done: /1 product received/ } : { field: "Count sheet", button: "Book the count", done: /1 product counted/ }
  await page.goto(`/stock/${kind}`)
  await page.getByLabel("Warehouse").selectOption({ label: warehouse })
  await page.getByLabel(words.field).fill(`B-${Date.now().toString(36)}`)
  await pick(page, page.getByRole("combobox", { name: "Add a product" }), SKU)
  await page.getByLabel(`Quantity of ${SKU}`).fill(quantity)
  await page.getByRole("button", { name: words.button }).click()
  await expect(page.getByText(words.done)).toBeVisible()
}

test("an order that no warehouse can fill alone is split between two, waits for the rest, and gets it when it is received", async ({ as, browser }) => {
  test.slow()
  const desk = await staffPage(browser, TOMASZ)
  await desk.goto("/stock")
  const warehouses = await ask<Warehouse[]>(desk, "stock.warehouses")
  const onShelf = async () => (await ask<Shelf>(desk, "stock.list", { search: SKU })).rows.find(({ sku }) => sku === SKU)
  const waiting = (await onShelf())?.waiting ?? "0"
  if (waiting !== "0") await book(desk, "receive", HAMBURG, waiting)
  await expect.poll(async () => (await onShelf())?.waiting, { message: "nobody else waits for it", timeout: 30_000 }).toBe("0")
  const shelf = await onShelf()
  const reservedAt = (name: string) => Number(shelf?.warehouses.find(({ warehouseId }) => warehouseId === warehouses.find((each) => each.name === name)?.warehouseId)?.reserved ?? 0)
  await book(desk, "count", HAMBURG, String(reservedAt(HAMBURG) + 30))
  await book(desk, "count", LYON, String(reservedAt(LYON) + 20))

  const { account, t } = bluepeak
  const buyer = await as(bluepeak, account.buyer)
  await fillCart(buyer, [{ sku: SKU, unit: "C62", quantity: "70" }])
  await buyer.goto("/cart")
  await buyer.getByRole("button", { name: t("cart.submit") }).click()
  await expect(buyer).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
  const { number, status } = await ask<{ number: string; status: string }>(buyer, "orders.get", { orderId: orderIdOf(buyer) })
  expect(status).toBe("confirmed")
  await expect(buyer.getByText(t("orders.line.reserved").replace("{quantity}", "50")), "both warehouses together").toBeVisible()
  await expect(buyer.getByText(t("orders.line.waiting").replace("{quantity}", "20"))).toBeVisible()

  await desk.goto(`/orders?search=${number}`)
  await desk.getByRole("link", { name: number, exact: true }).first().click()
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(number)
  const parcel = desk.getByRole("link", { name: new RegExp(`^${number.split("-")[0]}-S\\d+$`) })
  await expect.poll(async () => { await desk.reload(); return parcel.count() }, { message: "each warehouse has a parcel of its own", timeout: 30_000 }).toBe(2)
  for (const warehouse of [HAMBURG, LYON]) await expect(desk.getByText(warehouse).first()).toBeVisible()
  await expectAccessible(desk)

  await book(desk, "receive", LYON, "20")
  await expect.poll(async () => { await buyer.reload(); return buyer.getByText(t("orders.line.reserved").replace("{quantity}", "70")).count() }, { message: "what came is the order's", timeout: 30_000 }).toBe(1)
  await expect(buyer.getByText(t("orders.line.waiting").replace("{quantity}", "20"))).toHaveCount(0)
  await expect(buyer.getByText(t("orders.fact.backorder_filled"))).toBeVisible()
  await expectAccessible(buyer)
})
