import { expect, expectAccessible, expectFitsPhone, test } from "../lib/test.ts"
import { HENRIKE, PIET, pick, staffPage } from "./staff.ts"

test("runs and demand are open to everybody who may see them, and lead to each other", async ({ browser }) => {
  const page = await staffPage(browser, HENRIKE)
  await page.goto("/subscriptions")
  await expect(page.getByRole("heading", { level: 1, name: "Subscription runs" })).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
  await page.getByRole("main").getByRole("link", { name: "Demand by week" }).first().click()
  await expect(page.getByRole("heading", { level: 1, name: "Demand" })).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
  await page.keyboard.press("g")
  await page.keyboard.press("u")
  await expect(page).toHaveURL(/\/subscriptions$/)
})

test("each day's run says what became of what was due, and repeating it changes nothing that was made", async ({ browser }) => {
  const page = await staffPage(browser, HENRIKE)
  await page.goto("/subscriptions")
  const run = page.locator("tbody tr[data-row]").first()
  await expect(run, "the demo ran what fell due").toBeVisible()
  await run.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name: /^Run of/ })).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
  const made = page.getByRole("link", { name: /^Ordered/ }).first()
  const before = await made.innerText()
  const repeat = page.getByRole("button", { name: "Repeat the run" })
  if ((await repeat.getAttribute("aria-disabled")) !== "true") {
    await repeat.click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Repeat" }).click()
    await expect(page.getByRole("alertdialog")).toHaveCount(0)
    await page.reload()
  }
  expect(await made.innerText()).toBe(before)
})

test("a product's stock shows what subscriptions will take of it, and who would get it", async ({ browser }) => {
  const page = await staffPage(browser, HENRIKE)
  await page.goto("/stock?search=NW-GLV-NIT-BLU-M")
  await page.getByRole("link", { name: "NW-GLV-NIT-BLU-M" }).click()
  await expect(page.getByRole("heading", { name: "Planned demand" })).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
})

test("a steward of product data has no door to runs", async ({ browser }) => {
  const page = await staffPage(browser, PIET)
  await page.goto("/subscriptions")
  await expect(page.getByText("You may not see this")).toBeVisible()
  await expect(page.getByRole("link", { name: "Subscriptions" })).toHaveCount(0)
})

test("who gets scarce stock first is a policy that is tried before it is saved, and each version says why", async ({ browser }) => {
  const page = await staffPage(browser, HENRIKE)
  await page.goto("/sourcing")
  await page.getByRole("link", { name: "Allocation policy" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Allocation policy" })).toBeVisible()
  await expectAccessible(page)
  await expectFitsPhone(page)
  await pick(page, page.getByRole("combobox", { name: "Product" }), "NW-GLV-NIT-BLU-M")
  await expect(page.getByText(/waited for\.|Nobody waits for this product/)).toBeVisible()
  await page.getByLabel("Add a step").selectOption({ label: "Subscriptions before orders" })
  await page.getByRole("button", { name: "Add", exact: true }).click()
  await expect(page.getByRole("button", { name: "Move Subscriptions before orders up" })).toBeVisible()
})
