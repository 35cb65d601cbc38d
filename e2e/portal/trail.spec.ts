import { expectAccessible, expectFitsPhone } from "../lib/test.ts"
import { ask } from "./ask.ts"
import { expect, test, zahnwerk } from "./people.ts"

type Row = { readonly invoiceId: string; readonly number: string; readonly orderId: string | null; readonly orderNumber: string | null }

test("an order leads to its invoice, and the invoice back to its order", async ({ as }) => {
  const { t, admin } = zahnwerk
  const page = await as(zahnwerk, admin)
  await page.goto("/invoices")
  const { rows } = await ask<{ rows: Row[] }>(page, "invoices.list", { limit: 100 })
  const invoiced = rows.find(({ orderId }) => orderId !== null)
  expect(invoiced, "the demo has an order that was invoiced").toBeDefined()
  await page.goto(`/orders/${invoiced!.orderId}`)
  await expect(page.getByRole("list", { name: t("orders.timeline") })).toContainText(t("orders.documents.invoiced", { amount: "" }).trim())
  await expectAccessible(page)
  await expectFitsPhone(page)
  await page.getByRole("link", { name: invoiced!.number, exact: true }).first().click()
  await expect(page).toHaveURL(new RegExp(invoiced!.invoiceId))
  await page.getByRole("link", { name: invoiced!.orderNumber!, exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/orders/${invoiced!.orderId}`))
  await page.goto(`/invoices?order=${invoiced!.orderId}`)
  await expect(page.getByText(t("invoices.ofOneOrder"))).toBeVisible()
  await expect(page.getByRole("row").filter({ hasText: invoiced!.number })).toHaveCount(1)
})
