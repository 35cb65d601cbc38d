import { ask, fillCart, productId, tell } from "./ask.ts"
import { BRANDS, expect, test, zahnwerk } from "./people.ts"
import { get, soon, businessDay, subscribe, end } from "./subscribing.ts"

for (const brand of BRANDS) {
  const { account, code, money, product: { sku, unit }, t } = brand

  test(`a buyer of ${code} subscribes to the cart, skips and moves a date, and nothing else moves`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    const id = await subscribe(page, brand, `Skip and move ${code}`)
    expect((await ask<{ lines: unknown[] } | null>(page, "cart.get"))?.lines ?? []).toEqual([])
    const before = (await get(page, id)).upcoming
    const [first, second] = before
    expect(before.length).toBeGreaterThan(6)

    const rows = page.getByRole("row").filter({ has: page.getByRole("button", { name: new RegExp(t("subscriptions.menu.skip"), "i") }) })
    await rows.nth(1).getByRole("button", { name: new RegExp(t("subscriptions.menu.skip"), "i") }).click()
    const dialog = page.getByRole("dialog")
    const effect = dialog.getByRole("region", { name: t("subscriptions.effect.title") })
    await expect(effect).toContainText(t("subscriptions.occurrence.skipped"))
    await expect(effect).toContainText(t("subscriptions.effect.othersStay"))
    await expect(effect).toContainText(money)
    await dialog.getByLabel(t("subscriptions.reason")).fill("Betriebsferien")
    await dialog.getByRole("button", { name: t("subscriptions.do.skip.confirm") }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole("list", { name: t("subscriptions.history") })).toContainText("Betriebsferien")
    const skipped = (await get(page, id)).upcoming
    expect(skipped.find(({ n }) => n === second?.n)?.status).toBe("skipped")
    expect(skipped.filter(({ n }) => n !== second?.n).slice(0, 5).map(({ on }) => on)).toEqual(before.filter(({ n }) => n !== second?.n).slice(0, 5).map(({ on }) => on))

    await page.getByRole("button", { name: new RegExp(t("subscriptions.menu.move"), "i") }).first().click()
    const to = businessDay(12)
    await dialog.getByLabel(t("subscriptions.do.move.to"), { exact: true }).fill(to)
    await expect(effect).toBeVisible()
    await dialog.getByRole("button", { name: t("subscriptions.do.move.confirm") }).click()
    await expect(dialog).toBeHidden()
    const moved = (await get(page, id)).upcoming
    expect(moved.find(({ n }) => n === first?.n)?.on).toBe(to)
    expect(moved.filter(({ n }) => n > (second?.n ?? 0)).slice(0, 4).map(({ on }) => on)).toEqual(before.filter(({ n }) => n > (second?.n ?? 0)).slice(0, 4).map(({ on }) => on))
    await end(page, id)
  })

  test(`the calendar of ${code} shows twelve months, opens a day by keyboard, and has its table`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    await page.goto("/subscriptions")
    const { made: [made] } = await tell<{ made: [{ subscriptionId: string }] }>(page, "subscriptions.create", {
      requestKey: crypto.randomUUID(),
      name: `Calendar ${code}`, source: { kind: "lines", lines: [{ productId: await productId(page, sku), unit, quantity: "3" }] }, cadence: { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 3 }, startsOn: soon(7), poNumber: "CAL-1",
    })
    const next = (await get(page, made.subscriptionId)).upcoming[1]
    await page.goto(`/subscriptions/calendar?month=${next?.on.slice(0, 7)}-01&subscription=${made.subscriptionId}`)
    const day = page.locator(`[data-day="${next?.on}"]`)
    await expect(day).toContainText(`Calendar ${code}`)
    const before = `${next?.on.slice(0, 8)}${String(Number(next?.on.slice(8)) - 1).padStart(2, "0")}`
    await expect(async () => { // a key that is pressed before the page has woken up moves nothing
      await page.locator(`[data-day="${before}"]`).focus()
      await page.keyboard.press("ArrowRight")
      await expect(day).toBeFocused({ timeout: 500 })
    }).toPass()
    await page.keyboard.press("Enter")
    const sheet = page.getByRole("dialog")
    await expect(sheet).toContainText(t("subscriptions.approvalNone"))
    await expect(sheet).toContainText(money)
    await page.keyboard.press("Escape")
    await expect(sheet).toBeHidden()
    await expect(page.getByRole("table", { name: t("subscriptions.calendar.table") })).toContainText(`Calendar ${code}`)
    await day.focus()
    await page.keyboard.press("PageDown")
    await expect(page).not.toHaveURL(new RegExp(`month=${next?.on.slice(0, 7)}`))
    await page.setViewportSize({ width: 360, height: 780 })
    await expect(page.getByRole("grid")).toBeHidden()
    await page.setViewportSize({ width: 1280, height: 800 })
    await end(page, made.subscriptionId)
  })

  test(`a subscription of ${code} is paused, goes on, and is ordered at once`, async ({ as }) => {
    test.setTimeout(90_000)
    const page = await as(brand, account.buyer)
    const id = await subscribe(page, brand, `Pause and now ${code}`)
    const dialog = page.getByRole("dialog")
    await page.getByRole("button", { name: t("subscriptions.menu.pause"), exact: true }).click()
    await expect(dialog).toContainText(t("subscriptions.effect.status", { before: t("subscriptions.status.active"), after: t("subscriptions.status.paused") }))
    await dialog.getByRole("button", { name: t("subscriptions.do.pause.confirm"), exact: true }).click()
    await expect(page.getByText(t("subscriptions.pausedOpen"))).toBeVisible()
    const now = page.getByRole("button", { name: t("subscriptions.menu.order_now"), exact: true })
    await expect(now).toHaveAttribute("aria-disabled", "true")

    await page.getByRole("button", { name: t("subscriptions.menu.resume"), exact: true }).click()
    await dialog.getByRole("button", { name: t("subscriptions.do.resume.confirm"), exact: true }).click()
    await expect(page.getByText(t("subscriptions.pausedOpen"))).toBeHidden()

    await now.click()
    await dialog.getByRole("radio", { name: t("subscriptions.do.order_now.extra"), exact: true }).check()
    await dialog.getByRole("button", { name: t("subscriptions.do.order_now.confirm"), exact: true }).click()
    await expect(dialog).toBeHidden()
    let orderId: string | undefined
    await expect.poll(async () => {
      const { past, upcoming } = await get(page, id)
      orderId = [...past, ...upcoming].find(({ order }) => order)?.order?.orderId
      return orderId !== undefined
    }, { timeout: 40_000, message: "the order is made" }).toBe(true)
    await page.reload()
    await page.getByRole("main").locator(`a[href="/orders/${orderId}"]`).first().click()
    await expect(page).toHaveURL(new RegExp(`/orders/${orderId}`))
    await tell(page, "orders.cancel", { orderId })
    await end(page, id)
  })

  test(`another account's subscription does not exist for people of ${code}`, async ({ as }) => {
    const page = await as(brand, brand.tight.buyer)
    await page.goto("/cart")
    const { made: [made] } = await tell<{ made: [{ subscriptionId: string }] }>(page, "subscriptions.create", {
      requestKey: crypto.randomUUID(),
      name: `Walls ${code}`, source: { kind: "lines", lines: [{ productId: await productId(page, sku), unit, quantity: "1" }] }, cadence: { on: "month_end", everyMonths: 1 }, startsOn: soon(7), poNumber: "W-1",
    })
    const other = await as(brand, account.buyer)
    const answer = await other.goto(`/subscriptions/${made.subscriptionId}`)
    expect(answer?.status()).toBe(404)
    await expect(other.getByText(t("common.notFoundTitle"))).toBeVisible()
    expect((await other.goto("/subscriptions/health"))?.status()).toBe(403)
    await end(page, made.subscriptionId)
  })
}

test("a cart for two addresses becomes two subscriptions, each seen with its own dates before both are made", async ({ as }) => {
  const { account, product: { sku, unit }, t } = zahnwerk
  const page = await as(zahnwerk, account.buyer)
  await page.goto("/cart")
  const addresses = await ask<{ addressId: string; label: string; city: string; isDefault: boolean }[]>(page, "account.addresses", {})
  const [main, branch] = [addresses.find(({ isDefault }) => isDefault)!, addresses.find(({ isDefault }) => !isDefault)!]
  await fillCart(page, [{ sku, unit, quantity: "2" }], { shipToId: main.addressId })
  await tell(page, "cart.addLines", { lines: [{ productId: await productId(page, sku), unit, quantity: "3", shipToId: branch.addressId }] })
  await page.goto("/subscriptions/new?from=cart")
  await expect(page.getByText(t("subscriptions.new.several", { count: 2 })).first()).toBeVisible()
  for (const { label, city } of [main, branch]) await expect(page.getByRole("list", { name: t("subscriptions.new.datesOf", { to: `${label}, ${city}` }) }).getByRole("listitem")).toHaveCount(6)
  await page.getByRole("button", { name: t("subscriptions.new.look") }).click()
  const dialog = page.getByRole("dialog")
  const name = `Two places ${Date.now().toString(36)}`
  await dialog.getByLabel(t("subscriptions.nameOf")).fill(name)
  await dialog.getByRole("button", { name: t("subscriptions.new.makeSeveral", { count: 2 }) }).click()
  await expect(page).toHaveURL(/\/subscriptions$/)
  for (const { label } of [main, branch]) await expect(page.getByRole("row").filter({ hasText: `${name} · ${label}` })).toBeVisible()
  const { rows } = await ask<{ rows: { subscriptionId: string }[] }>(page, "subscriptions.list", { search: name })
  expect(rows).toHaveLength(2)
  for (const { subscriptionId } of rows) await end(page, subscriptionId)
})
