import { get } from "node:http"
import { AT, PASSWORD } from "../lib/world.ts"
import { bluepeak, BRANDS, expect, signIn, test, zahnwerk } from "./people.ts"
import { words } from "./words.ts"

const mercure = { code: "mercure", at: AT.mercure, name: "Atelier Mercure", language: "fr", t: words("fr") } as const

for (const { code, at, name, language, t } of [...BRANDS, mercure]) {
  test(`the door of ${code} wears its brand and speaks its language`, async ({ visitor }) => {
    const page = await visitor()
    const answer = await page.goto(`${at}/orders`)
    expect(answer?.status()).toBe(200)
    await expect(page).toHaveURL(`${at}/sign-in?to=%2Forders`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("door.signInTitle", { name }))
    await expect(page).toHaveTitle(new RegExp(name))
    await expect(page.locator("html")).toHaveAttribute("lang", language)
    expect(await page.content()).not.toMatch(/entrepot\b(?!-(portal|demo))/i)
  })
}

test("the brands do not look alike", async ({ visitor }) => {
  const page = await visitor()
  const accents = new Set<string>()
  for (const { at, t } of [...BRANDS, mercure]) {
    await page.goto(`${at}/sign-in`)
    accents.add(await page.getByRole("button", { name: t("door.signIn") }).evaluate((button) => getComputedStyle(button).backgroundColor))
  }
  expect(accents.size).toBe(3)
})

test("a host that no tenant has is not found, and wears nobody's brand", async ({ visitor }) => {
  const page = await visitor()
  const answer = await page.goto(AT.zahnwerk.replace("zahnwerk", "stranger"))
  expect(answer?.status()).toBe(404)
  const html = await page.content()
  for (const name of ["Zahnwerk", "Bluepeak", "Mercure", "Entrepot"]) expect(html).not.toContain(name)
})

test("a wrong password and a stranger's mail are refused in the same words, and what was typed stays", async ({ visitor }) => {
  const page = await visitor()
  for (const email of [zahnwerk.account.buyer, "nobody@lindenhof.example"]) {
    await signIn(page, zahnwerk, email, "not the password")
    await expect(page.getByRole("alert").filter({ hasText: "Passwort" })).toContainText("E-Mail oder Passwort stimmt nicht")
    await expect(page.getByLabel(zahnwerk.t("door.email"))).toHaveValue(email)
    await expect(page.getByLabel(zahnwerk.t("door.password"))).toHaveValue("")
  }
})

test("after eight wrong tries the door says how long to wait, even to the right password", async ({ visitor }) => {
  const page = await visitor()
  const email = `tries-${Date.now()}@foxriverfleet.example`
  const refused = page.getByRole("alert").filter({ hasText: bluepeak.t("door.refused") })
  await page.goto(`${bluepeak.at}/sign-in`)
  for (let tried = 1; tried <= 9; tried++) {
    await page.getByLabel(bluepeak.t("door.email")).fill(email)
    await page.getByLabel(bluepeak.t("door.password")).fill(tried === 9 ? PASSWORD : "not the password")
    const answered = page.waitForResponse((response) => response.request().method() === "POST")
    await page.getByRole("button", { name: bluepeak.t("door.signIn") }).click()
    await answered
    await expect(refused).toContainText(tried === 9 ? "Too many attempts. Try again in 15 minutes" : "is not right")
  }
})

test("a session of one portal opens no other", async ({ as }) => {
  const page = await as(zahnwerk, zahnwerk.account.buyer)
  const cookie = (await page.context().cookies()).filter(({ name }) => name.startsWith("__Host-")).map(({ name, value }) => `${name}=${value}`).join("; ")
  expect(await placeOf(zahnwerk.at, cookie)).toBe("here")
  expect(await placeOf(bluepeak.at, cookie)).toContain("/sign-in")
})

/** Where the orders are found with this cookie; a browser would not send it to another host, a thief would. */
function placeOf(at: string, cookie: string): Promise<string> {
  const { host, port } = new URL(at)
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/orders", headers: { host, cookie } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200 ? "here" : String(answer.headers.location))
    }).on("error", reject)
  })
}

test("who signs in lands where they were going, in their language, and signing out ends the session", async ({ visitor }) => {
  const { t } = zahnwerk
  const page = await visitor()
  await page.goto("/orders")
  await page.getByLabel(t("door.email")).fill(zahnwerk.account.buyer)
  await page.getByLabel(t("door.password")).fill(PASSWORD)
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(`${zahnwerk.at}/orders`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("orders.title"))
  await page.getByRole("button", { name: t("shell.accountMenu", { name: "Lena Brandt", account: zahnwerk.account.name }) }).click()
  await page.getByRole("menuitem", { name: t("shell.signOut") }).click()
  await expect(page).toHaveURL(`${zahnwerk.at}/sign-in`)
  await page.goto("/orders")
  await expect(page).toHaveURL(/\/sign-in/)
})

test("a visitor may choose another language, and dark", async ({ visitor }) => {
  const page = await visitor()
  await page.goto("/sign-in")
  await page.getByRole("button", { name: zahnwerk.t("common.language") }).click()
  await page.getByRole("menuitemradio", { name: "Français" }).or(page.getByRole("menuitem", { name: "Français" })).or(page.getByRole("menuitemcheckbox", { name: "Français" })).click()
  await expect(page.getByRole("button", { name: words("fr")("door.signIn") })).toBeVisible()
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  const light = await ink()
  await page.emulateMedia({ colorScheme: "dark" })
  await expect.poll(ink).not.toBe(light)
})
