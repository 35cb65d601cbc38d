import { AT, PASSWORD } from "../lib/world.ts"
import { expect, expectAccessible, expectFitsPhone, test, type Page } from "../lib/test.ts"
import { HENRIKE, staffPage } from "./staff.ts"

async function signInAsOperator(page: Page): Promise<void> {
  await page.context().addCookies([{ name: "locale", value: "en", url: AT.console }])
  await page.goto(`${AT.console}/sign-in`)
  await page.getByRole("radio", { name: "Platform operator" }).check()
  await page.getByLabel("E-mail").fill("ines.calder@entrepot.example")
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(/\/platform/)
}

test("an operator sees networks, tenants, templates, mail and dead letters, each page open to everybody", async ({ page }) => {
  test.slow()
  await signInAsOperator(page)
  await expect(page.getByText("Zahnwerk Dental").first()).toBeVisible()
  for (const path of ["/platform", "/platform/tenants", "/platform/templates", "/platform/stamp", "/platform/mailbox", "/platform/deliveries", "/platform/keys"]) {
    await page.goto(`${AT.console}${path}`)
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
  }
})

test("the distributor's staff see every desk, each page open to everybody", async ({ browser }) => {
  test.slow()
  const page = await staffPage(browser, HENRIKE)
  for (const path of ["/", "/orders", "/shipments", "/stock", "/sourcing", "/imports", "/deliveries", "/tenants", "/staff", "/categories", "/subscriptions", "/demand", "/settlement", "/books"]) {
    await page.goto(path)
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
  }
})

test("a tenant's person is a stranger to the console", async ({ page }) => {
  await page.goto(`${AT.console}/sign-in`)
  await page.context().addCookies([{ name: "locale", value: "en", url: AT.console }])
  await page.goto(`${AT.console}/sign-in`)
  await page.getByLabel("Network code").fill("nordwerk")
  await page.getByLabel("E-mail").fill("anna.vogt@zahnwerk.example")
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert").first()).toBeVisible()
  await expect(page).toHaveURL(/sign-in/)
})
