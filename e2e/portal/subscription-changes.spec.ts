import { HENRIKE, staffPage } from "../console/staff.ts"
import { ask, tell } from "./ask.ts"
import { expect, test, zahnwerk } from "./people.ts"
import { get, soon, end, made, type WithLines } from "./subscribing.ts"

test("a buyer changes a quantity this once, from the next on and from a date, and swaps a product, and sees each effect first", async ({ as }) => {
  test.setTimeout(90_000)
  const { account, product: { sku }, t } = zahnwerk
  const page = await as(zahnwerk, account.buyer)
  const { subscriptionId } = await made(page, "Mengen und Tausch")
  const quantities = async () => (await ask<WithLines>(page, "subscriptions.get", { subscriptionId })).upcoming.slice(0, 4).map(({ lines }) => lines.map((line) => `${line.quantity} ${line.sku}`).join())
  await page.goto(`/subscriptions/${subscriptionId}`)
  const dialog = page.getByRole("dialog")
  const effect = dialog.getByRole("region", { name: t("subscriptions.effect.title") })
  const open = async (row: number, item: string) => {
    await page.getByRole("button", { name: t("subscriptions.menu.moreOf", { day: "§" }).split("§")[0] ?? "" }).nth(row).click()
    await page.getByRole("menuitem", { name: t(`subscriptions.menu.${item}`, { sku }) }).click()
  }
  const change = async (row: number, quantity: string, scope?: string) => {
    await open(row, "quantity")
    await dialog.getByRole("textbox", { name: t("subscriptions.quantity") }).fill(quantity)
    if (scope) await dialog.getByRole("radio", { name: t(`subscriptions.scope.${scope}`), exact: true }).check()
    await expect(effect).toContainText(`${quantity} `)
    await dialog.getByRole("button", { name: t("subscriptions.do.quantity.confirm") }).click()
    await expect(dialog).toBeHidden()
  }
  await change(1, "7")
  expect(await quantities()).toEqual([`3 ${sku}`, `7 ${sku}`, `3 ${sku}`, `3 ${sku}`])
  await change(2, "5", "from_date")
  expect(await quantities()).toEqual([`3 ${sku}`, `7 ${sku}`, `5 ${sku}`, `5 ${sku}`])
  await change(0, "4", "from_next")
  expect((await quantities())[0]).toBe(`4 ${sku}`)

  await open(3, "swap")
  const other = "ORV-FL-A2"
  const field = dialog.getByRole("combobox", { name: t("subscriptions.do.swap.to") })
  await field.fill(other)
  await page.getByRole("option").filter({ hasText: other }).first().click()
  await expect(effect).toContainText(other)
  await dialog.getByRole("button", { name: t("subscriptions.do.swap.confirm") }).click()
  await expect(dialog).toBeHidden()
  const after = await quantities()
  expect(after[3]).toContain(other)
  expect(after.slice(0, 3).join()).not.toContain(other)
  await end(page, subscriptionId)
})

test("a pause shows which dates fall away before it is confirmed, and so does going on", async ({ as }) => {
  const { account, t } = zahnwerk
  const page = await as(zahnwerk, account.buyer)
  const { subscriptionId } = await made(page, "Pause mit Ende")
  const before = (await get(page, subscriptionId)).upcoming.slice(0, 4).map(({ on }) => on)
  await page.goto(`/subscriptions/${subscriptionId}`)
  const dialog = page.getByRole("dialog")
  const effect = dialog.getByRole("region", { name: t("subscriptions.effect.title") })
  await page.getByRole("button", { name: t("subscriptions.menu.pause"), exact: true }).click()
  await dialog.getByLabel(t("subscriptions.do.pause.until")).fill(soon(60))
  await expect(effect).toContainText(t("subscriptions.occurrence.skipped"))
  expect((await get(page, subscriptionId)).status).toBe("active")
  await dialog.getByRole("button", { name: t("subscriptions.do.pause.confirm"), exact: true }).click()
  await expect(dialog).toBeHidden()
  expect((await get(page, subscriptionId)).status).toBe("paused")
  await page.getByRole("button", { name: t("subscriptions.menu.resume"), exact: true }).click()
  await expect(effect).toContainText(t("subscriptions.effect.status", { before: t("subscriptions.status.paused"), after: t("subscriptions.status.active") }))
  await dialog.getByRole("button", { name: t("subscriptions.do.resume.confirm"), exact: true }).click()
  await expect(dialog).toBeHidden()
  expect((await get(page, subscriptionId)).upcoming.slice(0, 4).map(({ on }) => on)).toEqual(before)
  await end(page, subscriptionId)
})

test("reports of use from a file move the next date, with the reason, within the agreed days", async ({ as }) => {
  const { account, product: { sku }, t } = zahnwerk
  const page = await as(zahnwerk, account.buyer)
  const { subscriptionId, number } = await made(page, "Nach Verbrauch", { usage: { measure: "level", refillAt: "4", earlierDays: 5, laterDays: 5 } })
  const [first] = (await get(page, subscriptionId)).upcoming
  await page.goto(`/subscriptions/${subscriptionId}`)
  const dialog = page.getByRole("dialog")
  await page.getByRole("button", { name: t("subscriptions.menu.more"), exact: true }).click()
  await page.getByRole("menuitem", { name: t("subscriptions.menu.usage"), exact: true }).click()
  await dialog.getByRole("tab", { name: t("subscriptions.usage.byCsv") }).click()
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  const run = Date.now()
  await dialog.getByLabel(t("subscriptions.usage.csv")).fill(`source;event_id;subscription;sku;kind;quantity;measured_at\nlager;${run}-1;${number};${sku};level;40;${at(72)}\nlager;${run}-2;${number};${sku};level;4;${at(1)}\nlager;${run}-3;${number};NO-SUCH;level;4;${at(1)}`)
  await dialog.getByRole("button", { name: t("subscriptions.usage.send") }).click()
  await expect(dialog).toContainText(t("subscriptions.usage.verdict.accepted", { count: 2 }))
  await expect(dialog).toContainText(t("subscriptions.usage.verdict.refused", { count: 1 }))
  await expect(dialog).toContainText(number)
  await page.keyboard.press("Escape")
  const [moved] = (await ask<WithLines>(page, "subscriptions.get", { subscriptionId })).upcoming
  expect((moved?.on ?? "9999") < (first?.on ?? "")).toBe(true)
  expect(Date.parse(first?.on ?? "") - Date.parse(moved?.on ?? "")).toBeLessThanOrEqual(8 * 86_400_000) // five days, and a weekend
  await page.reload()
  await expect(page.getByRole("main")).toContainText(t("subscriptions.usage.because.level", { perDay: "§", left: "§" }).split("§").at(-1)?.trim() ?? "")
  await end(page, subscriptionId)
})

test("a price that rose is shown in the calendar no higher than its cap", async ({ as }) => {
  const { account, admin, product: { sku }, t } = zahnwerk
  const page = await as(zahnwerk, account.buyer)
  const { subscriptionId } = await made(page, "Mit Obergrenze")
  const before = await ask<WithLines>(page, "subscriptions.get", { subscriptionId })
  const today = Number(before.lines[0]?.unitPrice)
  // Agreed a while ago at a price that has risen by a quarter since.
  const agreed = (today * 0.8).toFixed(4)
  const dealer = await as(zahnwerk, admin)
  const change = { kind: "policies", lineIds: [before.lines[0]?.lineId], pricePolicy: { policy: "current_within", capPercent: "5", floorPercent: "5", basePrice: agreed } }
  const { version } = await ask<{ version: number }>(dealer, "subscriptions.previewChange", { subscriptionId, change })
  await tell(dealer, "subscriptions.change", { subscriptionId, expectedVersion: version, change })

  const [next] = (await ask<WithLines>(page, "subscriptions.get", { subscriptionId })).upcoming
  expect(Number(next?.lines[0]?.unitPrice)).toBeCloseTo(Number(agreed) * 1.05, 3)
  await page.goto(`/subscriptions/calendar?month=${next?.on.slice(0, 7)}-01&subscription=${subscriptionId}`)
  const net = new Intl.NumberFormat("de", { style: "currency", currency: "EUR" }).format(Math.round(Number(next?.lines[0]?.unitPrice) * 300) / 100)
  const day = page.locator(`[data-day="${next?.on}"]`)
  await day.click()
  await expect(page.getByRole("dialog")).toContainText(net.replace(/\s/, " "))
  await page.goto(`/subscriptions/${subscriptionId}`)
  await expect(page.getByRole("table", { name: t("subscriptions.lines") })).toContainText(sku)
  await end(page, subscriptionId)
})

test("what is more than usual is parked, and the distributor releases one of it with a reason that the customer reads", async ({ as, browser }) => {
  test.setTimeout(120_000)
  const { account, admin, t } = zahnwerk
  const [page, dealer] = [await as(zahnwerk, account.buyer), await as(zahnwerk, admin)]
  const { subscriptionId, number } = await made(page, "Mehr als üblich")
  const { settings } = await ask<{ settings: Record<string, unknown> }>(dealer, "subscriptions.settings")
  const limit = async (change: Record<string, unknown>) => {
    const { version } = await ask<{ version: number }>(dealer, "subscriptions.settings")
    await tell(dealer, "subscriptions.saveSettings", { version, settings: { ...settings, ...change } })
  }
  const beside = async () => {
    const { past, upcoming } = await get(page, subscriptionId)
    return [...past, ...upcoming].filter(({ n }) => n < 0)
  }
  await limit({ mostOrdersPerDay: 1 })
  try {
    for (const many of [1, 2]) {
      if ((await beside()).some(({ status }) => status === "held")) break
      const { version } = await ask<{ version: number }>(page, "subscriptions.previewChange", { subscriptionId, change: { kind: "order_now", how: "extra" } })
      await tell(page, "subscriptions.change", { subscriptionId, expectedVersion: version, change: { kind: "order_now", how: "extra" } })
      await expect.poll(async () => (await beside()).filter(({ status }) => ["held", "ordered"].includes(status)).length, { timeout: 40_000 }).toBe(many)
    }
  } finally {
    await limit({})
  }
  const staff = await staffPage(browser, HENRIKE)
  await staff.goto("/subscriptions")
  await staff.locator("tbody tr[data-row] a").first().click()
  await staff.getByRole("navigation", { name: "Outcomes" }).getByRole("link", { name: /^Held/ }).click()
  await staff.getByRole("button", { name: `Release: ${number}` }).click()
  const dialog = staff.getByRole("alertdialog")
  await dialog.getByRole("button", { name: "Release" }).click()
  await expect(dialog).toContainText("Say why.")
  await dialog.getByLabel("Reason").fill("Asked the practice")
  await dialog.getByRole("button", { name: "Release" }).click()
  await expect(dialog).toBeHidden()
  await expect(staff.getByRole("button", { name: `Release: ${number}` })).toHaveCount(0)
  await expect.poll(async () => (await beside()).some(({ status }) => status === "held"), { timeout: 40_000 }).toBe(false)
  await page.goto(`/subscriptions/${subscriptionId}`)
  await expect(page.getByRole("list", { name: t("subscriptions.history") })).toContainText("Asked the practice")
  for (const { order } of await beside()) if (order) await tell(page, "orders.cancel", { orderId: order.orderId })
  await end(page, subscriptionId)
  await staff.context().close()
})
