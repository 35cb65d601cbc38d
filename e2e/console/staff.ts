import type { Browser, BrowserContext, Locator, Page } from "@playwright/test"
import { AT, PASSWORD } from "../lib/world.ts"
import { expect } from "../lib/test.ts"

type State = Awaited<ReturnType<BrowserContext["storageState"]>>
const signedIn = new Map<string, Promise<State>>()

/** A page of the console in English, as one of Nordwerk's staff; each of them signs in once. */
export async function staffPage(browser: Browser, email: string): Promise<Page> {
  if (!signedIn.has(email)) signedIn.set(email, signIn(browser, email))
  const context = await browser.newContext({ storageState: (await signedIn.get(email))!, baseURL: AT.console })
  return context.newPage()
}

async function signIn(browser: Browser, email: string): Promise<State> {
  const context = await browser.newContext({ baseURL: AT.console })
  await context.addCookies([{ name: "locale", value: "en", url: AT.console }])
  const page = await context.newPage()
  await page.goto("/sign-in", { waitUntil: "networkidle" })
  await page.getByLabel("Network code").fill("nordwerk")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("navigation").first()).toBeVisible()
  await expect(page).not.toHaveURL(/sign-in/)
  const state = await context.storageState()
  await context.close()
  return state
}

/** A page of the console in English, as the platform's administrator. */
export async function operatorPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: AT.console })
  await context.addCookies([{ name: "locale", value: "en", url: AT.console }])
  const page = await context.newPage()
  await page.goto("/sign-in")
  await page.getByRole("radio", { name: "Platform operator" }).check()
  await page.getByLabel("E-mail").fill("ines.calder@entrepot.example")
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(/\/platform/)
  return page
}

export const PIET = "piet.aalders@nordwerk.example"
export const HENRIKE = "henrike.paulsen@nordwerk.example"

/** Finds a product in a picker and takes the first that is offered. */
export async function pick(page: Page, field: Locator, text: string): Promise<void> {
  await field.click()
  await field.fill(text)
  await page.getByRole("option").filter({ hasText: text }).first().click()
}
