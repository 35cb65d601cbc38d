import { tell } from "./ask.ts"
import { bluepeak, expect, test } from "./people.ts"
import { words } from "./words.ts"

test("somebody reads another language everywhere once they choose it, and keeps it", async ({ as }) => {
  const { account, t } = bluepeak
  const page = await as(bluepeak, account.buyer)
  await page.goto("/orders")
  await page.getByRole("button", { name: t("shell.accountMenu", { name: "Tina Alvarez", account: account.name }) }).click()
  await page.getByRole("menuitemcheckbox", { name: "Français" }).or(page.getByRole("menuitemradio", { name: "Français" })).or(page.getByRole("menuitem", { name: "Français" })).click()
  const fr = words("fr")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(fr("orders.title"))
  await page.goto("/cart")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(fr("cart.title"))
  await expect(page.locator("html")).toHaveAttribute("lang", "fr")
  await tell(page, "session.setLocale", { locale: "en" })
  await page.reload()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("cart.title"))
})

test("dark follows the system, or what somebody chose, from the first paint", async ({ as }) => {
  const { admin, t } = bluepeak
  const page = await as(bluepeak, admin)
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  await page.goto("/settings")
  const light = await ink()
  await page.getByRole("button", { name: t("common.theme.label") }).click()
  await page.getByText(t("common.theme.dark"), { exact: true }).click()
  await expect.poll(ink).not.toBe(light)
  const dark = await ink()
  await page.goto("/orders", { waitUntil: "commit" })
  await page.locator("body").waitFor({ state: "attached" })
  expect(await ink()).toBe(dark)
})
