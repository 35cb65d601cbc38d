import { expect, type Page } from "@playwright/test"

/** Asks the portal's API as the page's person: to set a scene, never to play it. */
export async function ask<Answer>(page: Page, path: string, input?: unknown): Promise<Answer> {
  return call(page, `/api/trpc/${path}${input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`}`)
}

export async function tell<Answer>(page: Page, path: string, input?: unknown): Promise<Answer> {
  return call(page, `/api/trpc/${path}`, { body: JSON.stringify(input ?? null) })
}

async function call<Answer>(page: Page, url: string, command?: { body: string }): Promise<Answer> {
  if (page.url() === "about:blank") await page.goto("/settings")
  const { status, text } = await page.evaluate(async ({ address, posted }) => {
    const answer = await fetch(address, posted ? { method: "POST", body: posted.body, headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() } } : {})
    return { status: answer.status, text: await answer.text() }
  }, { address: url, posted: command })
  expect(status, `${url}: ${text}`).toBe(200)
  return (JSON.parse(text) as { result: { data: Answer } }).result.data
}

export type Wish = { readonly sku: string; readonly unit: string; readonly quantity: string }
type Hit = { readonly productId: string; readonly sku: string }

export async function productId(page: Page, sku: string): Promise<string> {
  const hits = await ask<Hit[]>(page, "catalog.suggest", { q: sku })
  const hit = hits.find((each) => each.sku === sku)
  expect(hit, `${sku} is in the catalogue`).toBeDefined()
  return (hit as Hit).productId
}

/** Empties the cart and puts these in. */
export async function fillCart(page: Page, wishes: readonly Wish[], details: Record<string, unknown> = {}): Promise<void> {
  await tell(page, "cart.clear")
  const lines = []
  for (const { sku, unit, quantity } of wishes) lines.push({ productId: await productId(page, sku), unit, quantity })
  await tell(page, "cart.addLines", { lines })
  await tell(page, "cart.setDetails", { poNumber: poNumber(), ...details })
}

/** The account of that name, as the partner's staff know it. */
export async function accountIdOf(page: Page, name: string): Promise<string> {
  const { rows } = await ask<{ rows: { accountId: string; name: string }[] }>(page, "account.list", { search: name })
  const account = rows.find((row) => row.name === name)
  expect(account, `${name} is an account`).toBeDefined()
  return account!.accountId
}

export type Written = { readonly invoiceId: string; readonly number: string }

/** An invoice that the partner's staff write by hand and finalise, so that a story takes nothing from another. */
export async function writeInvoice(page: Page, accountId: string, lines: readonly { readonly name: string; readonly quantity: string; readonly unitPrice: string }[], poNumber = ""): Promise<Written> {
  const { invoiceId, version } = await tell<{ invoiceId: string; version: number }>(page, "invoices.saveDraft", { accountId, poNumber, lines })
  return tell<Written>(page, "invoices.finalise", { invoiceId, expectedVersion: version })
}

let count = 0
/** A PO number that nobody used before. */
export function poNumber(): string {
  return `E2E-${Date.now().toString(36).toUpperCase()}-${++count}`
}

export const ordersPlaced = async (page: Page): Promise<number> =>
  Object.entries(await ask<Record<string, number>>(page, "orders.counts")).reduce((sum, [status, orders]) => (status === "draft" ? sum : sum + orders), 0)

export const orderIdOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? ""
