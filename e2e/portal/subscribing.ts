import { ask, fillCart, productId, tell } from "./ask.ts"
import { expect, zahnwerk, type Brand, type Page } from "./people.ts"

export type Entry = { n: number; on: string; status: string; order: { orderId: string } | null; actions: Record<string, { possible: boolean }> }
export type Subscription = { subscriptionId: string; number: string; status: string; upcoming: Entry[]; past: Entry[]; history: { kind: string; by: string; onBehalfOf: string | null }[] }

export const subscriptionIdOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? ""
export const get = (page: Page, subscriptionId: string) => ask<Subscription>(page, "subscriptions.get", { subscriptionId })
export const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** A day on which something is delivered, at least so many days ahead. */
export function businessDay(days: number): string {
  const weekday = new Date(Date.now() + days * 86_400_000).getUTCDay()
  return weekday === 0 || weekday === 6 ? businessDay(days + 1) : soon(days)
}

/** From a cart with one line to the page of its subscription, as a person does it. */
export async function subscribe(page: Page, { product: { sku, unit }, t }: Brand, name: string): Promise<string> {
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

export async function end(page: Page, subscriptionId: string): Promise<void> {
  const { version } = await ask<{ version: number }>(page, "subscriptions.previewChange", { subscriptionId, change: { kind: "cancel" } })
  await tell(page, "subscriptions.change", { subscriptionId, expectedVersion: version, change: { kind: "cancel" } })
}

export type Line = { lineId: string; sku: string; quantity: string; unitPrice: string | null }
export type WithLines = { lines: Line[]; upcoming: (Entry & { lines: Line[]; reason: string })[] }

/** A subscription of one line, made at once: to set a scene, never to play it. */
export async function made(page: Page, name: string, line: Record<string, unknown> = {}): Promise<{ subscriptionId: string; number: string }> {
  const { product: { sku, unit } } = zahnwerk
  const { made: [one] } = await tell<{ made: [{ subscriptionId: string; number: string }] }>(page, "subscriptions.create", {
    requestKey: crypto.randomUUID(), name, source: { kind: "lines", lines: [{ productId: await productId(page, sku), unit, quantity: "3", ...line }] }, cadence: { on: "interval", every: 1, unit: "months" }, startsOn: businessDay(21), poNumber: "E2E",
  })
  return one
}
