import { expectFitsPhone, violationsIn } from "../lib/test.ts"
import { ask, fillCart, productId, tell } from "./ask.ts"
import { BRANDS, expect, test, type Brand, type Page } from "./people.ts"

/** What a message looks like when no catalogue has it. */
const RAW_KEY = /\b(?:accounts|approvals|billing|books|brand|cart|catalogue|closed|common|creditNotes|domain|door|dunning|home|invoices|methods|orders|pad|plans|receivables|refusals|settings|settlement|shell|statement|subscriptions|team|units)\.[a-z][\w.]*/
const SILENT_CODES = /\b(?:nth_weekday|at_shipment|contract_tier|ship_one|at_risk|C62|XBX|XCS|XBO|awaiting_approval|on_hold|partly_shipped|dealer_admin|account_buyer)\b/

/** One subscription of each state that there is; at least one. */
async function subscriptionsOf(page: Page, sku: string, unit: string): Promise<string[]> {
  const list = () => ask<{ rows: { subscriptionId: string; status: string }[] }>(page, "subscriptions.list", { limit: 100 })
  if ((await list()).rows.every(({ status }) => status !== "active")) {
    const lines = [{ productId: await productId(page, sku), unit, quantity: "2" }]
    await tell(page, "subscriptions.create", { requestKey: crypto.randomUUID(), name: "Sweep", source: { kind: "lines", lines }, cadence: { on: "interval", every: 2, unit: "weeks" }, startsOn: new Date().toISOString().slice(0, 10), poNumber: "SWEEP" })
  }
  const { rows } = await list()
  return ["active", "paused", "ended"].flatMap((status) => rows.find((row) => row.status === status)?.subscriptionId ?? [])
}

/** A credit note that waits and one that is issued, what makes one, and the customer whose they are. */
async function creditPlacesOf(page: Page): Promise<string[]> {
  const { rows } = await ask<{ rows: { creditNoteId: string; status: string; accountId: string; invoiceId: string }[] }>(page, "creditNotes.list", { limit: 100 })
  const notes = ["awaiting_approval", "issued"].flatMap((status) => rows.find((row) => row.status === status)?.creditNoteId ?? [])
  return ["/credit-notes", ...notes.map((id) => `/credit-notes/${id}`), ...rows.slice(0, 1).flatMap(({ accountId, invoiceId }) => [`/invoices/${invoiceId}/credit`, `/accounts/${accountId}`])]
}

async function dunningPlacesOf(page: Page): Promise<string[]> {
  const { rows } = await ask<{ rows: { accountId: string }[] }>(page, "dunning.preview", { limit: 1 })
  return ["/dunning", "/dunning/policy", ...rows.map(({ accountId }) => `/dunning/${accountId}`)]
}

/** An invoice that is still being written; it is left as it is, so that the next visit finds it. */
async function draftOf(page: Page, accountId: string): Promise<string> {
  const { rows } = await ask<{ rows: { invoiceId: string }[] }>(page, "invoices.list", { status: ["draft"], accountId, limit: 1 })
  return rows[0]?.invoiceId ?? (await tell<{ invoiceId: string }>(page, "invoices.saveDraft", { accountId, lines: [{ name: "Sweep", quantity: "1", unitPrice: "10" }] })).invoiceId
}

/** Everything about money: an account that owes some, an invoice of it and a draft, a statement of the distributor's, a journal and its account. */
async function moneyPlacesOf(page: Page): Promise<string[]> {
  const { accounts } = await ask<{ accounts: { accountId: string; total: { amount: string } }[] }>(page, "statements.ageing", {})
  const owing = accounts.find(({ total }) => total.amount !== "0") ?? accounts[0]
  const { rows: invoices } = await ask<{ rows: { invoiceId: string }[] }>(page, "invoices.list", { status: ["open", "partly_paid", "paid"], limit: 1, ...(owing && { accountId: owing.accountId }) })
  const { rows: statements } = await ask<{ rows: { statementId: string }[] }>(page, "settlement.statements", { limit: 1 })
  const { rows: journals } = await ask<{ rows: { journalId: string }[] }>(page, "books.journals", { limit: 1 })
  const { rows: balances } = await ask<{ rows: { accountKey: string }[] }>(page, "books.trialBalance", {})
  return [
    "/receivables", ...(owing ? [`/receivables/${owing.accountId}`, `/statement?account=${owing.accountId}`] : []), "/payments", "/invoices", "/invoices/new", ...invoices.map(({ invoiceId }) => `/invoices/${invoiceId}`), ...(owing ? [`/invoices/${await draftOf(page, owing.accountId)}/edit`] : []), "/payment-methods",
    "/settlement", "/settlement/next", "/settlement/disputes", ...statements.map(({ statementId }) => `/settlement/${statementId}`),
    "/books", "/books/journals", "/books/periods", "/books/rates", ...journals.map(({ journalId }) => `/books/journals/${journalId}`), ...balances.slice(0, 1).map(({ accountKey }) => `/books/accounts/${encodeURIComponent(accountKey)}`),
  ]
}

async function placesOf(page: Page, { product: { sku, unit } }: Brand): Promise<string[]> {
  await page.goto("/cart")
  await fillCart(page, [{ sku, unit, quantity: "2" }])
  const { rows } = await ask<{ rows: { orderId: string; status: string }[] }>(page, "orders.list", { search: "", sort: "newest", limit: 100 })
  const orders = ["awaiting_approval", "on_hold", "partly_shipped", "shipped", "cancelled"].flatMap((status) => rows.find((row) => row.status === status)?.orderId ?? [])
  const [subscriptions, moneyPlaces] = [await subscriptionsOf(page, sku, unit), await moneyPlacesOf(page)]
  const recurringPlaces = ["/subscriptions", "/subscriptions?search=nothing-like-this", "/subscriptions/calendar", "/subscriptions/health", "/subscriptions/health?health=all", "/subscriptions/new", "/subscriptions/new?from=cart", "/plans"]
  return ["/", "/catalogue", `/catalogue?q=${sku}`, "/catalogue?q=nothing-like-this", `/products/${await productId(page, sku)}`, "/pad", "/cart", "/orders", ...orders.map((id) => `/orders/${id}`), ...recurringPlaces, ...subscriptions.map((id) => `/subscriptions/${id}`), ...(await creditPlacesOf(page)), ...moneyPlaces, ...(await dunningPlacesOf(page)), "/approvals", "/accounts", "/team", "/settings", "/settings/billing", "/settings/taxes", "/settings/taxes/rates", "/settings/taxes/tester"]
}

/** What the server wrote, read without drawing it: in the page, where the session is. */
async function textOf(place: string): Promise<{ lang: string; text: string }> {
  const drawn = new DOMParser().parseFromString(await (await fetch(place)).text(), "text/html")
  for (const part of drawn.querySelectorAll("script, style, template")) part.remove()
  return { lang: drawn.documentElement.lang, text: [...drawn.body.querySelectorAll("*")].filter((element) => element.childElementCount === 0).map((element) => element.textContent).join("\n") }
}

for (const brand of BRANDS) {
  test(`every page of ${brand.code} is accessible in light and dark, fits a phone, and says everything in words`, async ({ as, visitor }) => {
    test.setTimeout(420_000)
    const page = await as(brand, brand.admin)
    const places = await placesOf(page, brand)
    const guest = await visitor(brand)
    for (const [who, place] of [...[...places, "/nowhere"].map((each) => [page, each] as const), ...["/sign-in", "/forgot-password", "/invitation/not-a-token"].map((each) => [guest, each] as const)]) {
      await who.emulateMedia({ colorScheme: "light" })
      await who.goto(place)
      await who.getByRole("heading").first().waitFor()
      expect.soft(await violationsIn(who), `${place}, light`).toEqual([])
      const text = await who.locator("body").innerText()
      expect.soft(RAW_KEY.exec(text)?.[0], `${place} says a key`).toBeUndefined()
      expect.soft(SILENT_CODES.exec(text)?.[0], `${place} says a code`).toBeUndefined()
      await who.emulateMedia({ colorScheme: "dark" })
      expect.soft(await violationsIn(who, "color-contrast"), `${place}, dark`).toEqual([])
      await expectFitsPhone(who)
    }
  })

  test(`no page of ${brand.code} lacks a word in any language`, async ({ as }) => {
    test.setTimeout(300_000)
    const page = await as(brand, brand.admin)
    const places = await placesOf(page, brand)
    try {
      for (const locale of ["en", "de", "fr"].filter((each) => each !== brand.language)) {
        await tell(page, "session.setLocale", { locale })
        for (const place of places) {
          const { lang, text } = await page.evaluate(textOf, place)
          expect.soft(lang, place).toBe(locale)
          expect.soft(RAW_KEY.exec(text)?.[0], `${place} in ${locale}`).toBeUndefined()
        }
        // What is not there is drawn in the browser alone: the framework answers it with an empty document.
        await page.goto("/nowhere")
        await page.getByRole("heading").first().waitFor()
        await expect.soft(page.locator("html")).toHaveAttribute("lang", locale)
        expect.soft(RAW_KEY.exec(await page.locator("body").innerText())?.[0], `/nowhere in ${locale}`).toBeUndefined()
      }
    } finally {
      await tell(page, "session.setLocale", { locale: brand.language })
      await tell(page, "cart.clear")
    }
  })
}
