/**
 * Draws the README's pictures anew from the running product (`npm start` first): docs/images/*.png, 1280 x 800, light.
 *
 *     npm run screenshots                 # all of them
 *     npm run screenshots -- cart stock   # some of them
 */
import { existsSync } from "node:fs"
import path from "node:path"
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test"
import { demoPassword } from "../demo/data/index.ts"

const ports = { portal: process.env["PORTAL_PORT"] ?? "3000", console: process.env["CONSOLE_PORT"] ?? "3100" }
const bluepeak = `http://bluepeak.localhost:${ports.portal}`
const desk = `http://console.localhost:${ports.console}`
const folder = path.join(import.meta.dirname, "../docs/images")
const debianChromium = "/usr/bin/chromium"

type Who = { readonly at: string; readonly email: string; readonly network?: string }
type Shot = { readonly who: Who; readonly show: (page: Page) => Promise<void> }

const tina: Who = { at: bluepeak, email: "tina.alvarez@foxriverfleet.example" }
const dale: Who = { at: bluepeak, email: "dale.krueger@foxriverfleet.example" }
const grace: Who = { at: bluepeak, email: "grace.holloway@bluepeak.example" }
const ines: Who = { at: desk, email: "ines.calder@entrepot.example" }
const tomasz: Who = { at: desk, email: "tomasz.lisek@nordwerk.example", network: "nordwerk" }
const ulrike: Who = { at: desk, email: "ulrike.sander@nordwerk.example", network: "nordwerk" }

/** The first row of the page's table that leads somewhere. */
const openFirst = async (page: Page) => {
  await page.locator("[data-row-link]").first().click()
  await page.getByRole("heading", { level: 1 }).waitFor()
}
const at = (address: string) => async (page: Page) => { await page.goto(address) }

const SHOTS: Readonly<Record<string, Shot>> = {
  catalogue: { who: tina, show: at("/catalogue") },
  pad: { who: tina, show: async (page) => {
    await page.goto("/pad", { waitUntil: "networkidle" })
    await page.getByRole("textbox").last().fill("HX-M8x40-A2\t4\nGH-CD-180; 20\n4017.M8.40.A2  2\nGH-CD-18O 10\nNOSUCH-1 3")
    await page.waitForTimeout(2500)
  } },
  cart: { who: tina, show: async (page) => {
    await page.goto("/catalogue", { waitUntil: "networkidle" })
    const products = await page.evaluate(async () => {
      const answer = await fetch(`/api/trpc/catalog.suggest?input=${encodeURIComponent(JSON.stringify({ q: "HX-M8" }))}`)
      return (await answer.json() as { result: { data: { productId: string }[] } }).result.data.slice(0, 3).map(({ productId }) => productId)
    })
    for (const [name, input] of [["cart.clear", null], ["cart.addLines", { lines: products.map((productId, index) => ({ productId, unit: "XBX", quantity: String(2 + index) })) }]] as const) {
      // No function of its own in here: the page has none of the helpers that the transpiler would lean on.
      await page.evaluate(({ path: address, body }) => fetch(address, { method: "POST", body, headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() } }).then(({ status }) => status), { path: `/api/trpc/${name}`, body: JSON.stringify(input) })
    }
    await page.goto("/cart")
  } },
  order: { who: tina, show: async (page) => { await page.goto("/orders?status=shipped"); await openFirst(page) } },
  subscriptions: { who: dale, show: at("/subscriptions/calendar") },
  invoice: { who: dale, show: async (page) => { await page.goto("/invoices"); await openFirst(page) } },
  receivables: { who: grace, show: at("/receivables") },
  stamp: { who: ines, show: at("/platform/stamp") },
  stock: { who: tomasz, show: async (page) => { await page.goto("/stock?search=GH-CD-180"); await openFirst(page) } },
  settlement: { who: ulrike, show: async (page) => { await page.goto("/settlement"); await openFirst(page) } },
  books: { who: ulrike, show: at("/books") },
}

async function enter(browser: Browser, { at: door, email, network }: Who): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: door, viewport: { width: 1280, height: 800 }, colorScheme: "light", locale: "en-US" })
  await context.addCookies([{ name: "locale", value: "en", url: door }])
  const page = await context.newPage()
  await page.goto("/sign-in", { waitUntil: "networkidle" })
  if (door === desk && !network) await page.getByRole("radio", { name: "Platform operator" }).check()
  if (network) await page.getByLabel("Network code").fill(network)
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(demoPassword)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL((url) => url.pathname !== "/sign-in")
  await page.close()
  return context
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in SHOTS))
if (unknown.length > 0) throw new Error(`There is no picture called ${unknown.join(", ")}; there are ${Object.keys(SHOTS).join(", ")}.`)
const browser = await chromium.launch(existsSync(debianChromium) ? { executablePath: debianChromium, args: ["--no-sandbox"] } : {})
const entered = new Map<Who, BrowserContext>()
for (const [name, { who, show }] of Object.entries(SHOTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const context = entered.get(who) ?? (await enter(browser, who))
  entered.set(who, context)
  const page = await context.newPage()
  await show(page)
  await page.getByRole("heading", { level: 1 }).first().waitFor()
  await page.waitForLoadState("networkidle")
  await page.waitForTimeout(800)
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
  await page.close()
  console.log(`docs/images/${name}.png`)
}
await browser.close()
