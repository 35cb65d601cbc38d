import { ask, fillCart, orderIdOf } from "../portal/ask.ts"
import { openMailbox } from "../portal/mailbox.ts"
import { BRANDS, expect, test } from "../portal/people.ts"
import { expectAccessible } from "../lib/test.ts"
import { pick, staffPage } from "./staff.ts"

const TOMASZ = "tomasz.lisek@nordwerk.example"
type Placed = { readonly orderId: string; readonly number: string; readonly status: string }

for (const brand of BRANDS) {
  const { account, code, name, t, product } = brand

  test(`an order of ${code} is picked, packed and shipped in two parts, stock moves, and its buyer is told`, async ({ as, browser, visitor }) => {
    test.slow()
    const buyer = await as(brand, account.buyer)
    await fillCart(buyer, [{ sku: product.sku, unit: product.unit, quantity: "2" }])
    await buyer.goto("/cart")
    await buyer.getByRole("button", { name: t("cart.submit") }).click()
    await expect(buyer).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
    const orderId = orderIdOf(buyer)
    const { number, status } = await ask<Placed>(buyer, "orders.get", { orderId })
    expect(status).toBe("confirmed")

    const page = await staffPage(browser, TOMASZ)
    await page.goto(`/orders?search=${number}`)
    await page.getByRole("link", { name: number, exact: true }).first().click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(number)
    const shipment = page.getByRole("link", { name: new RegExp(`^${number.split("-")[0]}-S\\d+$`) })
    await expect.poll(async () => { await page.reload(); return shipment.count() }, "a confirmed order plans its shipment").toBeGreaterThan(0)
    await shipment.first().click()
    await expect(page.getByText("To pick").first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole("button", { name: "Picked", exact: true }).click()
    await page.getByRole("button", { name: "Packed", exact: true }).click()
    await page.getByRole("button", { name: "Ship", exact: true }).click()
    await expect(page.getByText("Fill in Carrier."), "without a carrier nothing leaves").toBeVisible()
    await page.getByLabel("Carrier").fill("DHL")
    await page.getByLabel("Tracking number").fill(`T-${number}`)
    await page.getByRole("checkbox", { name: "Only a part leaves now" }).check()
    await page.getByRole("spinbutton").or(page.getByRole("textbox", { name: new RegExp(`^Leaving of ${product.sku}`) })).first().fill("100")
    await page.getByRole("button", { name: "Ship this part" }).click()
    await expect(page.getByText("Shipped. The partner and the customer are told.")).toBeVisible()

    const mailbox = await openMailbox(await visitor())
    const mail = await mailbox.find(account.buyer, `T-${number}`)
    expect(mail.sender).toContain(name)
    expect(mail.html).not.toMatch(/entrepot|nordwerk/i)
    await buyer.goto(`/orders/${orderId}`)
    await expect(buyer.getByText(t("orders.status.partly_shipped")).first(), "the portal knows in seconds").toBeVisible()
    await expect(buyer.getByText(`T-${number}`).first()).toBeVisible()
  })
}

test("what is received explains itself on the stock page, the same delivery note is one receipt, and a count is an assertion", async ({ browser }) => {
  const page = await staffPage(browser, TOMASZ)
  const [note, sheet, sku] = [`DN-${Date.now().toString(36)}`, `CS-${Date.now().toString(36)}`, "AMP-18-101"]
  const book = async (kind: "receive" | "count", reference: string, quantity: string, says: RegExp) => {
    const words = kind === "receive" ? { field: "Delivery note", button: "Book the receipt" } : { field: "Count sheet", button: "Book the count" }
    await page.goto(`/stock/${kind}`)
    await page.getByLabel(words.field).fill(reference)
    await pick(page, page.getByRole("combobox", { name: "Add a product" }), sku)
    await page.getByLabel(`Quantity of ${sku}`).fill(quantity)
    await page.getByRole("button", { name: words.button }).click()
    await expect(page.getByText(says)).toBeVisible()
  }
  await book("receive", note, "7", /1 product received/)
  await book("receive", note, "7", /This was booked before; nothing was changed./)
  await book("count", sheet, "60", /1 product counted/)
  await page.goto(`/stock?search=${sku}`)
  await page.getByRole("link", { name: new RegExp(sku) }).first().click()
  const card = page.getByRole("table", { name: "Stock card" })
  await expect(card.getByRole("row").filter({ hasText: note }), "the same note is one receipt").toHaveCount(1)
  await expect(card.getByRole("row").filter({ hasText: note })).toContainText("+7")
  await expect(card.getByRole("row").filter({ hasText: sheet }), "after a count, the books say what lies there").toContainText("60 each")
  await expectAccessible(page)
})
