import { ask, fillCart, orderIdOf, tell } from "./ask.ts"
import { openMailbox } from "./mailbox.ts"
import { BRANDS, expect, test, type Brand, type Page } from "./people.ts"

type Placed = { readonly id: string; readonly number: string }

async function placeLarge(page: Page, brand: Brand): Promise<Placed> {
  const { account, large, t } = brand
  await page.goto("/cart")
  await fillCart(page, large)
  await page.goto("/cart")
  const main = page.getByRole("main")
  await expect(main).toContainText(account.approverName)
  await expect(main).toContainText(t("cart.approval.because", { policies: "" }).trim())
  await page.getByRole("button", { name: t("cart.submitForApproval") }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/)
  await expect(page.getByText(t("orders.placed_awaiting_approval"))).toBeVisible()
  const id = orderIdOf(page)
  const { number } = await ask<{ number: string }>(page, "orders.get", { orderId: id })
  return { id, number }
}

/** Walks the stack with j until this order is the one that is looked at. */
async function walkTo(page: Page, number: string): Promise<void> {
  const entry = page.getByRole("button").filter({ hasText: number })
  await expect(entry).toBeVisible()
  await page.getByRole("heading", { level: 1 }).click()
  for (let step = 0; step < 60 && (await entry.getAttribute("aria-current")) !== "true"; step++) await page.keyboard.press("j")
  await expect(entry).toHaveAttribute("aria-current", "true")
  await expect(page.getByRole("link", { name: number })).toBeVisible()
}

async function tabTo(page: Page, words: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    const here = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") || document.activeElement?.textContent || "")
    if (here.startsWith(words)) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`Tab never reaches "${words}"`)
}

for (const brand of BRANDS) {
  const { account, code, large, t } = brand

  test(`a large order of ${code} is mailed to its approver, made smaller and approved by keyboard`, async ({ as, visitor }) => {
    const buyer = await as(brand, account.buyer)
    const { id, number } = await placeLarge(buyer, brand)
    await expect(buyer.getByRole("button", { name: t("approvals.approve") })).toHaveAttribute("aria-disabled", "true")

    const mailbox = await openMailbox(await visitor())
    const mail = await mailbox.find(account.approver, number)
    expect(mail.text).not.toMatch(/\b(?:C62|XBX|XCS)\b/)
    expect(mail.sender).toContain(brand.name)
    expect(mail.html).not.toMatch(/entrepot/i)
    expect(mail.text).toContain(`${brand.at}/`)

    const page = await as(brand, account.approver)
    await page.goto("/approvals")
    await walkTo(page, number)
    await tabTo(page, t("approvals.trim"))
    await page.keyboard.press("Enter")
    const smaller = page.getByRole("textbox", { name: t("approvals.trimOf", { sku: large[1]?.sku ?? "" }) })
    await tabTo(page, t("approvals.trimOf", { sku: large[1]?.sku ?? "" }))
    await expect(smaller).toBeFocused()
    await page.keyboard.press("ArrowDown")
    await expect(smaller).toHaveValue("3")
    await tabTo(page, t("approvals.approve"))
    await page.keyboard.press("Enter")
    await expect(page.getByText(t("approvals.approved", { number }))).toBeVisible()
    await expect(page.getByRole("button").filter({ hasText: number })).toHaveCount(0)

    await buyer.goto(`/orders/${id}`)
    const timeline = buyer.getByRole("list", { name: t("orders.timeline") })
    for (const fact of ["approval_requested", "trimmed", "approved", "confirmed"]) await expect(timeline).toContainText(t(`orders.fact.${fact}`))
    await expect(timeline).toContainText(account.approverName)
    await mailbox.find(account.buyer, number)
    await tell(buyer, "orders.cancel", { orderId: id })
  })

  test(`an approver of ${code} says no by keyboard, with a reason that the buyer reads`, async ({ as }) => {
    const buyer = await as(brand, account.buyer)
    const { id, number } = await placeLarge(buyer, brand)
    const page = await as(brand, account.approver)
    await page.goto("/approvals")
    await walkTo(page, number)
    await page.keyboard.press("r")
    await expect(page.getByRole("textbox", { name: t("approvals.reason") })).toBeFocused()
    await expect(page.getByText(t("approvals.reasonMissing"))).toBeVisible()
    await page.keyboard.type("Zu früh im Quartal")
    await tabTo(page, t("approvals.reject"))
    await page.keyboard.press("Enter")
    await expect(page.getByText(t("approvals.rejected", { number }))).toBeVisible()
    await buyer.goto(`/orders/${id}`)
    await expect(buyer.getByRole("list", { name: t("orders.timeline") })).toContainText("Zu früh im Quartal")
    await expect(buyer.getByRole("main")).toContainText(t("orders.status.rejected"))
  })

  test(`nobody at ${code} approves their own order, and a key that leads elsewhere decides nothing`, async ({ as }) => {
    const admin = await as(brand, account.admin)
    const { id, number } = await placeLarge(admin, brand)
    await expect(admin.getByRole("button", { name: t("approvals.approve") })).toHaveAttribute("aria-disabled", "true")
    await admin.goto("/approvals")
    await expect(admin.getByRole("heading", { level: 1 })).toHaveText(t("approvals.title"))
    await expect(admin.getByRole("button").filter({ hasText: number })).toHaveCount(0)

    const page = await as(brand, account.approver)
    await page.goto(`/orders/${id}`)
    await expect(page.getByRole("button", { name: t("approvals.approve") })).not.toHaveAttribute("aria-disabled", "true")
    await page.keyboard.press("g")
    await page.keyboard.press("a")
    await expect(page).toHaveURL(`${brand.at}/approvals`)
    const { status } = await ask<{ status: string }>(page, "orders.get", { orderId: id })
    expect(status).toBe("awaiting_approval")
    await tell(admin, "orders.cancel", { orderId: id })
  })
}
