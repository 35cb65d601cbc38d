import type { Page } from "@playwright/test"
import { openMailbox } from "../portal/mailbox.ts"
import { words } from "../portal/words.ts"
import { expect, expectAccessible, test } from "../lib/test.ts"
import { AT } from "../lib/world.ts"
import { operatorPage } from "./staff.ts"

const PARTNERS = [
  { template: "Dealer", language: "de", accent: "#8a1c5a", country: "DE" },
  { template: "Reseller", language: "en", accent: "#0b6e4f", country: "US" },
] as const

for (const { template, language, accent } of PARTNERS) {
  test(`an operator stamps a ${template.toLowerCase()}, its administrator comes in by mail, and the portal is closed and opened again`, async ({ browser, page: guest }) => {
    test.slow()
    const stamp = Date.now().toString(36)
    const name = `${template} Probe ${stamp}`
    const email = `admin-${stamp}@${template.toLowerCase()}-probe.example`
    const page = await operatorPage(browser)
    await page.goto("/platform/stamp")
    await page.locator("label").filter({ has: page.getByRole("radio", { name: new RegExp(`^${template}`) }) }).click()
    await goOn(page)
    await goOn(page)
    await expect(page.getByRole("alert").filter({ hasText: "Enter the name." }), "what is missing is said").toBeVisible()
    await page.getByLabel("Name", { exact: true }).fill(name)
    await expect(page.getByLabel("Code", { exact: true }), "the code follows the name").toHaveValue(`${template.toLowerCase()}-probe-${stamp}`)
    const host = await page.getByLabel("Host", { exact: true }).inputValue()
    expect(host).toMatch(new RegExp(`^${template.toLowerCase()}-probe-${stamp}\\.localhost`))
    await goOn(page)

    await page.getByLabel("Accent", { exact: true }).last().fill(accent)
    await expect(page.getByRole("img", { name: `A preview of ${name}’s portal`, exact: false }).first(), "the portal is seen before it is there").toBeVisible()
    await expect(page.getByText(/\d+ of \d+ pairs pass/)).toBeVisible()
    await expectAccessible(page)
    await goOn(page)
    await goOn(page)
    await page.getByLabel("Number", { exact: true }).fill("HOUSE")
    const person = page.getByRole("group", { name: "Person 1" })
    await person.getByLabel("Name", { exact: true }).fill("Robin Probe")
    await person.getByLabel("E-mail", { exact: true }).fill(email)
    await goOn(page)

    const plan = page.getByRole("table", { name: "What will be created" })
    for (const row of [name, host, email]) await expect(plan, `${row} is on the list of what will be created`).toContainText(row)
    await page.getByRole("button", { name: `Stamp ${name}` }).dblclick()
    await expect(page).toHaveURL(/\/platform\/stamp\/\d+\/console-/)
    const open = page.getByRole("link", { name: "Open the portal" })
    await expect(open).toBeVisible({ timeout: 30_000 })
    const portal = new URL(await open.getAttribute("href") ?? "").origin
    expect(portal).toContain(host)

    const mailbox = await openMailbox(await (await browser.newContext()).newPage())
    const mail = await mailbox.find(email, "/invitation/")
    expect(mail.sender).toContain(name)
    expect(`${mail.html}${mail.text}`).not.toMatch(/entrepot/i)
    const link = /https?:\/\/\S+\/invitation\/[\w-]+/.exec(mail.text)?.[0] ?? ""
    expect(new URL(link).origin).toBe(portal)
    const t = words(language)
    await guest.goto(link)
    await expect(guest.locator("html")).toHaveAttribute("lang", language)
    await guest.getByLabel(t("door.newPassword")).fill("a sentence that nobody guesses")
    await guest.getByRole("button", { name: t("door.join") }).click()
    await expect(guest).toHaveURL(`${portal}/`)
    await guest.goto(`${portal}/catalogue`)
    await expect(guest.getByRole("link", { name: /./ }).filter({ has: guest.locator("xpath=self::*[contains(@href,'/products/')]") }).first(), "it sells from its first minute").toBeVisible()

    await page.getByRole("link", { name: "To the tenant" }).click()
    await page.getByRole("button", { name: "Suspend" }).click()
    await page.getByRole("alertdialog").getByLabel("Reason").fill("Browser test")
    await page.getByRole("alertdialog").getByRole("button", { name: "Suspend" }).click()
    await expect(page.getByText("This portal is closed")).toBeVisible()
    const passer = await (await browser.newContext()).newPage() // Chromium logs a 503 as an error, and the guest's page may have none
    await expect.poll(async () => (await passer.goto(`${portal}/`))?.status(), "a closed portal says so").toBe(503)
    await page.getByRole("button", { name: "Resume" }).click()
    await expect(page.getByRole("button", { name: "Suspend" })).toBeVisible()
    await expect.poll(async () => (await passer.goto(`${portal}/`))?.status(), "and is open again").toBe(200)

    await page.goto(`/platform/tenants?search=${encodeURIComponent(name)}`)
    await expect(page.getByRole("row").filter({ hasText: name }), "two clicks stamped one tenant").toHaveCount(1)
    expect(page.url()).toContain(AT.console)
  })
}

const goOn = (page: Page): Promise<void> => page.getByRole("button", { name: "Continue" }).click()
