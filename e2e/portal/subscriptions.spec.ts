import { HENRIKE, staffPage } from "../console/staff.ts"
import { ask, fillCart, productId, tell } from "./ask.ts"
import { BRANDS, expect, test, zahnwerk, type Brand, type Page } from "./people.ts"

type Entry = { n: number; on: string; status: string; order: { orderId: string } | null; actions: Record<string, { possible: boolean }> }
type Subscription = { subscriptionId: string; number: string; status: string; upcoming: Entry[]; past: Entry[]; history: { kind: string; by: string; onBehalfOf: string | null }[] }

const subscriptionIdOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? ""
const get = (page: Page, subscriptionId: string) => ask<Subscription>(page, "subscriptions.get", { subscriptionId })
const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** A day on which something is delivered, at least so many days ahead. */
function businessDay(days: number): string {
  const weekday = new Date(Date.now() + days * 86_400_000).getUTCDay()
  return weekday === 0 || weekday === 6 ? businessDay(days + 1) : soon(days)
}

/** From a cart with one line to the page of its subscription, as a person does it. */
async function subscribe(page: Page, { product: { sku, unit }, t }: Brand, name: string): Promise<string> {
  await page.goto("/cart")
  await fillCart(page, [{ sku, unit, quantity: "2" }])
  await page.goto("/cart")
  await page.getByRole("link", { name: t("subscriptions.new.fromCart") }).click()
  await expect(page).toHaveURL(/\/subscriptions\/new\?from=cart/)
  await expect(page.getByText(t("subscriptions.new.cartEmptied"))).toBeVisible()
  const dates = page.getByRole("list", { name: t("subscriptions.new.dates") })
  await expect(dates.getByRole("listitem")).toHaveCount(6)
  await page.getByRole("button", { name: t("subscriptions.new.look") }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(t("subscriptions.nameOf")).fill(name)
  await expect(dialog).toContainText(sku)
  await dialog.getByRole("button", { name: t("subscriptions.new.make") }).click()
  await expect(page).toHaveURL(/\/subscriptions\/[0-9a-f-]{36}/)
  await expect(page.getByText(t("subscriptions.new.madeTitle"))).toBeVisible()
  return subscriptionIdOf(page)
}

async function end(page: Page, subscriptionId: string): Promise<void> {
  const { version } = await ask<{ version: number }>(page, "subscriptions.previewChange", { subscriptionId, change: { kind: "cancel" } })
  await tell(page, "subscriptions.change", { subscriptionId, expectedVersion: version, change: { kind: "cancel" } })
}

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
    const made = await tell<{ subscriptionId: string }>(page, "subscriptions.create", {
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
    const made = await tell<{ subscriptionId: string }>(page, "subscriptions.create", {
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

test("a dealer offers a plan, sees what ends soon with its margin, and acts for the customer with both names", async ({ as }) => {
  test.setTimeout(90_000)
  const { account, admin, product: { sku, unit }, t } = zahnwerk
  const page = await as(zahnwerk, admin)
  await page.goto("/plans")
  await expect(page.getByText(t("plans.fromTemplate", { release: 1 })).first()).toBeVisible()
  const name = `Praxis-Plan ${Date.now().toString(36)}`
  await page.getByRole("button", { name: t("plans.new") }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(t("plans.name"), { exact: true }).fill(name)
  await dialog.getByRole("button", { name: t("plans.addCadence") }).click()
  await dialog.getByRole("button", { name: t("plans.save") }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole("heading", { name })).toBeVisible()

  const buyer = await as(zahnwerk, account.buyer)
  await buyer.goto(`/subscriptions/new?product=${await productId(buyer, sku)}&unit=${unit}&quantity=3`)
  await buyer.getByLabel(t("subscriptions.plan"), { exact: true }).selectOption({ label: name })
  await expect(buyer.getByText(t("subscriptions.cadence.offered"))).toBeVisible()
  await buyer.getByLabel(t("subscriptions.endsOn")).fill(soon(40))
  await buyer.getByRole("button", { name: t("subscriptions.new.look") }).click()
  await expect(buyer.getByRole("dialog")).toContainText(name)
  await buyer.getByRole("dialog").getByRole("button", { name: t("subscriptions.new.make") }).click()
  await expect(buyer).toHaveURL(/\/subscriptions\/[0-9a-f-]{36}/)
  const id = subscriptionIdOf(buyer)
  const { number } = await get(buyer, id)
  await expect(buyer.getByText(t("subscriptions.margin.supply"))).toHaveCount(0)

  await page.goto("/subscriptions/health?health=at_risk")
  const row = page.getByRole("row").filter({ hasText: number })
  await expect(row).toContainText(account.name)
  await expect(row).toContainText(t("subscriptions.health.at_risk"))
  await row.getByRole("link").first().click()
  await expect(page.getByText(t("subscriptions.margin.supply"))).toBeVisible()
  await expect(page.getByRole("main")).toContainText(account.name)
  await page.getByRole("button", { name: t("subscriptions.menu.pause"), exact: true }).click()
  await expect(dialog.getByText(t("subscriptions.onBehalf", { customer: "§" }).split("§")[1] ?? "")).toBeVisible()
  await dialog.getByRole("button", { name: t("subscriptions.do.pause.confirm"), exact: true }).click()
  await expect(page.getByText(t("subscriptions.pausedOpen"))).toBeVisible()
  const paused = (await get(buyer, id)).history.find(({ kind }) => kind === "pause")
  expect(paused?.by).toBe("Anna Vogt")
  expect(paused?.onBehalfOf).toContain(account.name)
  await buyer.reload()
  await expect(buyer.getByRole("list", { name: t("subscriptions.history") })).toContainText("Anna Vogt")
  await end(buyer, id)

  await page.goto("/plans")
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name }) }).last()
  await card.getByRole("button", { name: t("plans.retire") }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: t("plans.retire") }).click()
  await expect(page.locator("section").filter({ has: page.getByRole("heading", { name }) }).last()).toContainText(t("plans.isRetired"))
})

type Line = { lineId: string; sku: string; quantity: string; unitPrice: string | null }
type WithLines = { lines: Line[]; upcoming: (Entry & { lines: Line[]; reason: string })[] }

/** A subscription of one line, made at once: to set a scene, never to play it. */
async function made(page: Page, name: string, line: Record<string, unknown> = {}): Promise<{ subscriptionId: string; number: string }> {
  const { product: { sku, unit } } = zahnwerk
  return tell(page, "subscriptions.create", {
    name, source: { kind: "lines", lines: [{ productId: await productId(page, sku), unit, quantity: "3", ...line }] }, cadence: { on: "interval", every: 1, unit: "months" }, startsOn: businessDay(21), poNumber: "E2E",
  })
}

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
  const change = { kind: "policies", lineIds: [before.lines[0]?.lineId], pricePolicy: { policy: "index", capPercent: "5", floorPercent: "5", basePrice: agreed } }
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
