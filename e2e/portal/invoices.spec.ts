import { accountIdOf, ask, writeInvoice, type Written } from "./ask.ts"
import { openMailbox } from "./mailbox.ts"
import { BRANDS, expect, test, type Brand, type Page } from "./people.ts"

const CARD = { succeeds: "4242424242424242", asksEachTime: "4000002760003184", declines: "4000000000000341" } as const

/** An invoice of the account of the stories, open and nobody else's to pay. */
async function openInvoice(as: (brand: Brand, email: string) => Promise<Page>, brand: Brand): Promise<Written> {
  const admin = await as(brand, brand.admin)
  return writeInvoice(admin, await accountIdOf(admin, brand.account.name), [{ name: "Service visit", quantity: "1", unitPrice: "120" }])
}

/** Through the provider's own page, as a person would. */
async function addCard(page: Page, { t, at }: Brand, number: string): Promise<void> {
  await page.goto("/payment-methods")
  const before = await page.getByText(t("methods.name", { brand: "Visa", last4: number.slice(-4) }), { exact: true }).count()
  await page.getByRole("button", { name: t("methods.add"), exact: true }).click()
  await page.getByLabel("Card number").fill(number)
  await page.getByLabel("Month").fill("12")
  await page.getByLabel("Year").fill("2031")
  await page.getByLabel("CVC").fill("123")
  await page.getByLabel("Name on the card").fill("Lena Brandt")
  await page.getByRole("button", { name: "Save card" }).click()
  const agree = page.getByRole("button", { name: "Complete authentication" })
  await expect(agree.or(page.getByRole("heading", { level: 1, name: t("methods.title") }))).toBeVisible()
  if (await agree.isVisible()) await agree.click()
  await page.waitForURL(`${at}/payment-methods**`)
  await expect(page.getByText(t("methods.setup.succeeded"))).toBeVisible({ timeout: 30_000 })
  if (before === 0) await expect(page.getByText(t("methods.name", { brand: "Visa", last4: number.slice(-4) }), { exact: true })).toBeVisible()
}

for (const brand of BRANDS) {
  const { account, code, t } = brand

  test(`a customer of ${code} finds an invoice, reads it and keeps its papers`, async ({ as }) => {
    const row = await openInvoice(as, brand)
    const page = await as(brand, account.admin)
    await page.goto("/invoices")
    await expect(page.getByText(t("invoices.totalOpen"), { exact: true }).first()).toBeVisible()
    await page.getByRole("searchbox", { name: t("invoices.search") }).fill(row.number)
    await page.keyboard.press("Enter")
    await expect(page).toHaveURL(new RegExp(`search=${row.number}`))
    const found = page.getByRole("row").filter({ hasText: row.number })
    await expect(found).toHaveCount(1)
    await found.focus()
    await page.keyboard.press("Enter")
    await expect(page).toHaveURL(new RegExp(row.invoiceId))
    await expect(page.getByRole("list", { name: t("invoices.timeline") })).toContainText(t("invoices.issued"))

    const arriving = page.waitForEvent("download")
    await page.getByRole("button", { name: t("invoices.downloadPdf"), exact: true }).click()
    expect((await arriving).suggestedFilename()).toBe(`${row.number}.pdf`)
    const file = await page.evaluate(async (address) => {
      const [one, two] = await Promise.all([fetch(address), fetch(address)])
      return { type: one.headers.get("content-type"), sniff: one.headers.get("x-content-type-options"), start: (await one.clone().text()).slice(0, 5), same: await one.text() === await two.text() }
    }, `/files/documents/${row.invoiceId}.pdf`)
    expect(file).toEqual({ type: "application/pdf", sniff: "nosniff", start: "%PDF-", same: true })
  })

  test(`nobody reads another account's papers at ${code}, and a stranger is asked to sign in`, async ({ as, visitor }) => {
    const admin = await as(brand, brand.admin)
    const { rows } = await ask<{ rows: (Written & { accountName: string })[] }>(admin, "invoices.list", { limit: 100 })
    const foreign = rows.find(({ accountName, number }) => accountName !== account.name && number)
    expect(foreign, "the demo has invoices of several accounts").toBeDefined()
    const page = await as(brand, account.admin)
    await page.goto("/invoices")
    const statusOf = (address: string) => page.evaluate(async (path) => (await fetch(path)).status, address)
    expect(await statusOf(`/files/documents/${foreign!.invoiceId}.pdf`)).toBe(404)
    expect(await statusOf(`/files/documents/${crypto.randomUUID()}.xml`)).toBe(404)
    const guest = await visitor(brand)
    await guest.goto(`/files/documents/${foreign!.invoiceId}.pdf`)
    await expect(guest).toHaveURL(/\/sign-in\?to=/)
  })

  test(`a customer of ${code} pays a part and then, twice clicked, the rest of an invoice by card`, async ({ as, visitor }) => {
    test.setTimeout(180_000)
    const row = await openInvoice(as, brand)
    const page = await as(brand, account.admin)
    await addCard(page, brand, CARD.succeeds)
    await page.goto(`/invoices/${row.invoiceId}`)
    await page.getByRole("button", { name: t("invoices.pay"), exact: true }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByLabel(row.number).fill("1")
    const credit = dialog.getByRole("checkbox")
    if (await credit.isVisible()) await credit.uncheck()
    await dialog.getByRole("radio", { name: /4242/ }).first().check()
    await dialog.getByRole("button", { name: /1[.,]00/ }).click()
    await expect(dialog.getByRole("status").filter({ hasText: /4242/ })).toContainText(new RegExp(t("invoices.attempt.succeeded", { amount: "", method: "" }).slice(-8).trim().replace(".", "\\.")), { timeout: 40_000 })
    await dialog.getByRole("button", { name: t("invoices.paying.done") }).click()
    await expect.poll(async () => (await ask<{ status: string }>(page, "invoices.get", { invoiceId: row.invoiceId })).status).toBe("partly_paid")

    await page.reload()
    await page.getByRole("button", { name: t("invoices.pay"), exact: true }).click()
    await dialog.getByRole("radio", { name: /4242/ }).first().check()
    await dialog.locator("button[type=submit]").dblclick()
    await expect.poll(async () => (await ask<{ status: string }>(page, "invoices.get", { invoiceId: row.invoiceId })).status, { timeout: 60_000 }).toBe("paid")
    const { attempts } = await ask<{ attempts: { status: string }[] }>(page, "invoices.get", { invoiceId: row.invoiceId })
    expect(attempts.filter(({ status }) => status === "succeeded")).toHaveLength(2)

    const mailbox = await openMailbox(await visitor())
    const mail = await mailbox.find(account.admin, new RegExp(`4242[\\s\\S]*${row.number}[\\s\\S]*/invoices/${row.invoiceId}`))
    expect(mail.text).toContain(brand.at)
  })

  test(`a customer of ${code} keeps their statement as a paper and as a spreadsheet`, async ({ as }) => {
    const page = await as(brand, account.admin)
    await page.goto("/statement")
    await expect(page.getByRole("table", { name: t("statement.entries") })).toContainText(t("statement.closing"))
    const file = await page.evaluate(async (address) => {
      const [pdf, csv] = await Promise.all([fetch(`${address}.pdf?from=2020-01-01&to=2099-12-31`), fetch(`${address}.csv?from=2020-01-01&to=2099-12-31`)])
      return { pdf: (await pdf.text()).slice(0, 5), csv: csv.headers.get("content-type") }
    }, "/files/statement")
    expect(file).toEqual({ pdf: "%PDF-", csv: "text/csv; charset=utf-8" })
  })
}

const [, bluepeak] = BRANDS

test("a bank that asks its customer is followed there and back, and a reload goes on saying what happens", async ({ as }) => {
  test.setTimeout(150_000)
  const { t, account } = bluepeak
  const row = await openInvoice(as, bluepeak)
  const page = await as(bluepeak, account.admin)
  await addCard(page, bluepeak, CARD.asksEachTime)
  await page.goto(`/invoices/${row.invoiceId}`)
  await page.getByRole("button", { name: t("invoices.pay"), exact: true }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(row.number).fill("1")
  await dialog.getByRole("radio", { name: /3184/ }).first().check()
  await dialog.locator("button[type=submit]").click()
  const agree = page.getByRole("button", { name: "Complete authentication" })
  await expect(agree).toBeVisible({ timeout: 40_000 })
  await page.goto(`/invoices/${row.invoiceId}`)
  await expect(page.getByText(t("invoices.attempt.requiresActionText"))).toBeVisible()
  await expect(page.getByRole("button", { name: t("invoices.pay"), exact: true })).toHaveAttribute("aria-disabled", "true")
  await page.getByRole("link", { name: t("invoices.attempt.confirm") }).click()
  await agree.click()
  await expect(page).toHaveURL(new RegExp(row.invoiceId))
  await expect.poll(async () => (await ask<{ attempts: { status: string }[] }>(page, "invoices.get", { invoiceId: row.invoiceId })).attempts[0]?.status, { timeout: 60_000 }).toBe("succeeded")
})
