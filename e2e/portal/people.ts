import { expect, test as base, type Browser, type BrowserContext, type Page } from "@playwright/test"
import { AT, PASSWORD } from "../lib/world.ts"
import type { Wish } from "./ask.ts"
import { words, type Language, type Words } from "./words.ts"

type State = Awaited<ReturnType<BrowserContext["storageState"]>>

/** One portal with the people and products that its story needs. */
export type Brand = {
  readonly code: "zahnwerk" | "bluepeak"
  readonly at: string
  readonly name: string
  readonly language: Language
  readonly t: Words
  /** How money of the tenant looks to its people. */
  readonly money: RegExp
  readonly admin: string
  /** An account with an approver, and one with a small credit limit. */
  readonly account: { readonly name: string; readonly buyer: string; readonly approver: string; readonly approverName: string; readonly admin: string }
  readonly tight: { readonly name: string; readonly buyer: string; readonly wishes: readonly Wish[] }
  /** Enough for an approval, well within the credit. */
  readonly large: readonly Wish[]
  readonly poRequired: boolean
  /** A number with dashes and its maker's, words with a slip of the pen, and a number that others may buy. */
  readonly product: { readonly sku: string; readonly mpn: string; readonly unit: string; readonly misspelt: string; readonly finds: RegExp; readonly foreign: string }
}

export const zahnwerk: Brand = {
  code: "zahnwerk", at: AT.zahnwerk, name: "Zahnwerk Dental", language: "de", t: words("de"), money: /\d\s€/, admin: "anna.vogt@zahnwerk.example",
  account: { name: "Zahnarztpraxis am Lindenhof", buyer: "lena.brandt@lindenhof.example", approver: "cem.aydin@lindenhof.example", approverName: "Dr. Cem Aydin", admin: "sabine.hartwig@lindenhof.example" },
  tight: { name: "Kieferorthopädie Sonnenplatz", buyer: "mia.gerdes@sonnenplatz.example", wishes: [{ sku: "ORV-FL-A2", unit: "C62", quantity: "30" }] },
  large: [{ sku: "ORV-FL-A2", unit: "C62", quantity: "60" }, { sku: "NW-GLV-NIT-BLU-M", unit: "XBX", quantity: "4" }], poRequired: false,
  product: { sku: "NW-GLV-NIT-BLU-M", mpn: "KW-N35M-BLU", unit: "XBX", misspelt: "handshuhe", finds: /handschuh/i, foreign: "HX-M6x16-A2" },
}

export const bluepeak: Brand = {
  code: "bluepeak", at: AT.bluepeak, name: "Bluepeak Supply", language: "en", t: words("en"), money: /\$\d/, admin: "grace.holloway@bluepeak.example",
  account: { name: "Fox River Fleet Repair", buyer: "tina.alvarez@foxriverfleet.example", approver: "ron.steele@foxriverfleet.example", approverName: "Ron Steele", admin: "dale.krueger@foxriverfleet.example" },
  tight: { name: "Ironwood Custom Cycles", buyer: "bree.sandoval@ironwoodcycles.example", wishes: [{ sku: "GH-CD-180", unit: "XBX", quantity: "24" }] },
  large: [{ sku: "GH-CD-180", unit: "XBX", quantity: "46" }, { sku: "HX-M8x40-A2", unit: "XBX", quantity: "4" }], poRequired: true,
  product: { sku: "HX-M8x40-A2", mpn: "4017.M8.40.A2", unit: "XBX", misspelt: "hexagn bolt", finds: /hexagon bolt/i, foreign: "NW-GLV-NIT-BLU-M" },
}

export const BRANDS = [zahnwerk, bluepeak] as const

export async function signIn(page: Page, { at, t }: Pick<Brand, "at" | "t">, email: string, password: string = PASSWORD): Promise<void> {
  await page.goto(`${at}/sign-in`)
  await page.getByLabel(t("door.email")).fill(email)
  await page.getByLabel(t("door.password")).fill(password)
  await page.getByRole("button", { name: t("door.signIn") }).click()
}

type Fixtures = {
  /** A page of somebody who is signed in. Each person signs in once a run; a second page of theirs is a second tab's worth of cookies. */
  as: (brand: Brand, email: string) => Promise<Page>
  /** A page of nobody. */
  visitor: (brand?: Brand) => Promise<Page>
}

const sessions = new Map<string, State>()

/** What a browser says about a page that is expected: a refused command answers with a 4xx, which Chromium logs. */
const EXPECTED = /Failed to load resource: the server responded with a status of (400|401|403|404|409|422|429)/

async function signedIn(browser: Browser, brand: Brand, email: string): Promise<State> {
  const known = sessions.get(email)
  if (known) return known
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, brand, email)
  await page.getByRole("heading", { level: 1 }).waitFor()
  await page.waitForURL((url) => url.pathname !== "/sign-in")
  const state = await context.storageState()
  await context.close()
  sessions.set(email, state)
  return state
}

/** Every page that a test opens through these is watched: an error on its console fails the test. */
export const test = base.extend<Fixtures & { watch: (page: Page) => Page }>({
  // oxlint-disable-next-line no-empty-pattern -- a fixture that needs no other
  watch: async ({}, lend) => {
    const complaints: string[] = []
    await lend((page) => {
      page.on("console", (message) => message.type() === "error" && !EXPECTED.test(message.text()) && complaints.push(`${page.url()}: ${message.text()}`))
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`))
      return page
    })
    expect(complaints, "errors on the browser's console").toEqual([])
  },
  as: async ({ browser, watch }, lend) => {
    const opened: BrowserContext[] = []
    await lend(async (brand, email) => {
      const context = await browser.newContext({ storageState: await signedIn(browser, brand, email), baseURL: brand.at })
      opened.push(context)
      return watch(await context.newPage())
    })
    await Promise.all(opened.map((context) => context.close()))
  },
  visitor: async ({ browser, watch }, lend) => {
    const opened: BrowserContext[] = []
    await lend(async (brand = zahnwerk) => {
      const context = await browser.newContext({ baseURL: brand.at })
      opened.push(context)
      return watch(await context.newPage())
    })
    await Promise.all(opened.map((context) => context.close()))
  },
})

export { expect, type Page }
