import { ask, tell, writeInvoice } from "./ask.ts"
import { expect, test, zahnwerk, type Page } from "./people.ts"

const { t } = zahnwerk
const FINANCE = "heike.ostrowski@zahnwerk.example"

type Policy = { readonly version: number }
type Late = { readonly rows: readonly { readonly accountId: string; readonly accountName: string; readonly overdueDays: number; readonly stage: string }[] }

const policyNow = (page: Page) => ask<Policy>(page, "dunning.policy")
const field = (page: Page, name: string) => page.getByLabel(t(`dunning.form.${name}`), { exact: false }).first()

test("a stricter policy is tried before it is saved, and a second person's stale save loses nothing", async ({ as }) => {
  test.setTimeout(120_000)
  const finance = await as(zahnwerk, FINANCE)
  await finance.goto("/")
  await expect(async () => { // a key that is pressed before the page has woken up leads nowhere
    await finance.keyboard.press("g")
    await finance.keyboard.press("d")
    await expect(finance.getByRole("heading", { level: 1, name: t("dunning.title") })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const { rows } = await ask<Late>(finance, "dunning.preview", {})
  const movable = rows.find(({ stage, overdueDays }) => stage !== "suspended" && overdueDays > 0)
  expect(movable, "somebody of the demo is late").toBeDefined()
  await expect(finance.getByRole("row").filter({ hasText: movable!.accountName })).toContainText(t(`dunning.stage.${movable!.stage}`))

  const admin = await as(zahnwerk, zahnwerk.admin)
  await admin.goto("/dunning/policy")
  await finance.getByRole("link", { name: t("dunning.toPolicy"), exact: true }).click()
  const before = await policyNow(finance)
  await expect(finance.getByRole("button", { name: t("dunning.save", { version: before.version + 1 }) })).toHaveAttribute("aria-disabled", "true")
  await field(finance, "suspend").fill("0")
  await expect(finance.getByText(t("dunning.form.fault.day", { most: 365 }))).toBeVisible()
  for (const [name, value] of [["grace", "0"], ["restrict", "1"], ["suspend", "1"]] as const) await field(finance, name).fill(value)
  const movers = finance.getByRole("list", { name: t("dunning.preview.movers") })
  await expect(movers.getByRole("listitem").filter({ hasText: movable!.accountName })).toContainText(t("dunning.stage.suspended"))
  await expect(finance.getByRole("list", { name: t("dunning.line.label") })).toContainText(t("dunning.line.suspended"))
  expect((await policyNow(finance)).version).toBe(before.version)
  await finance.getByRole("button", { name: t("dunning.save", { version: before.version + 1 }) }).click()
  await expect(finance.getByText(t("dunning.inForce", { version: before.version + 1 }))).toBeVisible()

  // What the administrator had open is out of date by now; what they typed stays, and they choose.
  await field(admin, "grace").fill("4")
  await field(admin, "notices").fill("7, 21")
  await admin.getByRole("button", { name: t("dunning.save", { version: before.version + 1 }) }).click()
  await expect(admin.getByText(/Heike Ostrowski hat inzwischen/).first()).toBeVisible()
  await expect(field(admin, "notices")).toHaveValue("7, 21")
  expect((await policyNow(admin)).version).toBe(before.version + 1)
  // The page is read again, and offers both.
  await admin.getByRole("button", { name: t("common.meanwhile.mine") }).click()
  await admin.getByRole("button", { name: t("dunning.save", { version: before.version + 2 }) }).click()
  await expect(admin.getByText(t("dunning.inForce", { version: before.version + 2 }))).toBeVisible()
  expect(await policyNow(admin)).toMatchObject({ version: before.version + 2, graceDays: 4, noticeDays: [7, 21], restrictDays: 30 })
  await expect(admin.getByRole("list", { name: t("dunning.versions") })).toContainText("Heike Ostrowski")

  await admin.goto(`/dunning/${movable!.accountId}`)
  await expect(admin.getByRole("heading", { level: 1, name: movable!.accountName })).toBeVisible()
})

test("a mistyped IBAN is told from a right one, and the next invoice says what was saved", async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as(zahnwerk, FINANCE)
  await page.goto("/settings")
  await page.getByRole("navigation", { name: t("settings.views") }).getByRole("link", { name: t("settings.billing"), exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: t("billing.title") })).toBeVisible()
  await expect(page.getByText(t("billing.cards.charging.stand_in"))).toBeVisible()
  await expect(page.getByText(t("billing.legal.readOnly"))).toBeVisible()
  const [iban, prefix] = [page.getByLabel("IBAN", { exact: true }), page.getByLabel(t("billing.numbers.invoicePrefix"))]
  const kept = { iban: await iban.inputValue(), prefix: await prefix.inputValue() }
  const save = page.getByRole("button", { name: t("billing.save"), exact: true })

  await expect(async () => {
    await iban.fill("DE02 1203 0000 0000 2020 15")
    await prefix.fill("neu-")
    await expect(save).not.toHaveAttribute("aria-disabled", "true", { timeout: 500 })
  }).toPass()
  await save.click()
  await expect(page.getByText(/Diese IBAN geht nicht auf/).first()).toBeVisible()
  await expect(iban).toHaveAttribute("aria-invalid", "true")
  await expect(prefix).toHaveValue("NEU-")
  await iban.fill("DE02120300000000202051")
  await save.click()
  await expect(page.getByText(t("billing.saved")).first()).toBeVisible()
  await expect(iban).toHaveValue("DE02 1203 0000 0000 2020 51")

  const { rows } = await ask<{ rows: { accountId: string }[] }>(page, "invoices.list", { limit: 1 })
  const { invoiceId, number } = await writeInvoice(page, rows[0]!.accountId, [{ name: "Einweisung", quantity: "1", unitPrice: "10" }])
  expect(number).toMatch(/^NEU-\d{4}-\d{5}$/)
  await page.goto(`/invoices/${invoiceId}`)
  await expect(page.getByText("DE02 1203 0000 0000 2020 51")).toBeVisible()
  await tell(page, "invoices.void", { invoiceId, reason: "Probe" })

  await page.goto("/settings/billing")
  await expect(async () => { // nor would what is typed then stay
    await iban.fill(kept.iban)
    await prefix.fill(kept.prefix)
    await expect(save).not.toHaveAttribute("aria-disabled", "true", { timeout: 500 })
  }).toPass()
  await save.click()
  await expect(page.getByText(t("billing.saved")).first()).toBeVisible()
})
