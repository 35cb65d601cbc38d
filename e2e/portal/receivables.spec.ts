import { ask, tell, writeInvoice } from "./ask.ts"
import { bluepeak, expect, test, zahnwerk, type Page } from "./people.ts"

type Scene = { readonly accountId: string; readonly number: string; readonly name: string; readonly invoices: readonly { readonly invoiceId: string; readonly number: string; readonly total: number }[] }

/** A customer of its own with three invoices, so that nobody else's payments come between. */
async function customerWhoOwes(page: Page): Promise<Scene> {
  const number = `ZW-E${Date.now().toString(36).toUpperCase()}`
  const name = `Praxis ${number}`
  const { accountId } = await tell<{ accountId: string }>(page, "account.create", { number, name, accountGroup: "practice" })
  await tell(page, "account.saveAddress", { accountId, label: "Praxis", recipient: name, line1: "Hafenstraße 1", city: "Hamburg", postalCode: "20457", country: "DE", isDefault: true })
  const invoices = []
  for (const unitPrice of ["100", "80", "50"]) {
    const written = await writeInvoice(page, accountId, [{ name: "Wartung", quantity: "1", unitPrice }])
    const { total } = await ask<{ total: { amount: string } }>(page, "invoices.get", { invoiceId: written.invoiceId })
    invoices.push({ ...written, total: Number(total.amount) })
  }
  return { accountId, number, name, invoices }
}

const typed = (minor: number) => (minor / 100).toFixed(2).replace(".", ",")
const stateOf = async (page: Page, { invoiceId }: Scene["invoices"][number]) => {
  const { status, open } = await ask<{ status: string; open: { amount: string } }>(page, "invoices.get", { invoiceId })
  return [status, Number(open.amount)]
}

test("finance staff record a transfer, use and pay back what is left of it, and give up the rest", async ({ as }) => {
  test.setTimeout(120_000)
  const { t, admin } = zahnwerk
  const page = await as(zahnwerk, admin)
  const { accountId, number, name, invoices: [first, second, third] } = await customerWhoOwes(page)
  const creditOf = async () => (await ask<{ balances: { credit: { amount: string } }[] }>(page, "statements.receivable", { accountId })).balances[0]?.credit.amount ?? "0"
  const words = (key: string, values?: Record<string, string | number>) => t(`receivables.${key}`, values)

  await page.goto("/receivables")
  await page.getByRole("searchbox", { name: words("search") }).fill(number)
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(new RegExp(number))
  const owing = page.getByRole("table", { name: words("accounts") }).getByRole("row").filter({ hasText: name })
  await owing.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()

  // A transfer over one invoice, a part of another, and fifteen euros more.
  const dialog = page.getByRole("dialog")
  await page.getByRole("button", { name: words("record.open") }).click()
  await dialog.getByLabel(words("record.amount")).fill(typed(first!.total + 2_000 + 1_500))
  await dialog.getByLabel(words("record.reference")).fill("SEPA 4711")
  await dialog.getByRole("radio", { name: words("record.byHand") }).check()
  await dialog.getByRole("button", { name: words("shares.fillFor", { number: first!.number }) }).click()
  await dialog.getByLabel(second!.number, { exact: true }).fill("20")
  const effect = dialog.getByRole("region", { name: words("effect.title") })
  await expect(effect.getByRole("row").filter({ hasText: first!.number })).toContainText(t("invoices.tab.paid"))
  await expect(effect).toContainText(new RegExp(`${words("effect.rest")}\\s*15,00`))
  expect(await stateOf(page, first!)).toEqual(["open", first!.total])
  const confirm = dialog.locator("button[type=submit]")
  await expect(confirm).not.toHaveAttribute("aria-disabled", "true")
  await confirm.dblclick()
  await expect(dialog).toBeHidden()
  expect([await stateOf(page, first!), await stateOf(page, second!), await creditOf()]).toEqual([["paid", 0], ["partly_paid", second!.total - 2_000], "1500"])
  const payments = page.getByRole("table", { name: words("payments.title") })
  await expect(payments.getByRole("row").filter({ hasText: "SEPA 4711" })).toHaveCount(1)

  await page.getByRole("button", { name: words("apply.open") }).click()
  await expect(dialog.getByLabel(second!.number, { exact: true })).toHaveValue("15,00")
  await dialog.getByLabel(second!.number, { exact: true }).fill("5")
  await expect(effect).toContainText(new RegExp(`${words("effect.creditAfter")}\\s*10,00`))
  await expect(confirm).not.toHaveAttribute("aria-disabled", "true")
  await confirm.click()
  await expect(dialog).toBeHidden()
  expect([await stateOf(page, second!), await creditOf()]).toEqual([["partly_paid", second!.total - 2_500], "1000"])

  await payments.getByRole("button").click()
  await dialog.getByLabel(words("refund.amount"), { exact: true }).fill("11")
  await expect(confirm).toHaveAttribute("aria-disabled", "true")
  await dialog.getByLabel(words("refund.amount"), { exact: true }).fill("10")
  await dialog.getByLabel(words("refund.reason"), { exact: true }).fill("Zu viel überwiesen")
  await confirm.click()
  await expect(dialog).toBeHidden()
  await expect(payments.getByRole("row").filter({ hasText: "SEPA 4711" }).getByRole("listitem").filter({ hasText: /^10,00/ })).toBeVisible()
  expect(await creditOf()).toBe("0")

  await page.getByRole("button", { name: words("giveUp.more", { number: second!.number }) }).click()
  await page.getByRole("menuitem", { name: words("giveUp.writeOff") }).click()
  const reason = page.getByRole("alertdialog")
  await reason.getByLabel(words("giveUp.reason"), { exact: true }).fill("Praxis geschlossen")
  await reason.getByRole("button", { name: words("giveUp.writeOff") }).click()
  await expect(reason).toBeHidden()
  expect(await stateOf(page, second!)).toEqual(["uncollectible", 0])
  await expect(page.getByRole("table", { name: words("openItems") })).not.toContainText(second!.number)

  await page.goto(`/invoices/${third!.invoiceId}`)
  await page.getByRole("button", { name: words("giveUp.more", { number: third!.number }) }).click()
  await page.getByRole("menuitem", { name: words("giveUp.void") }).click()
  await reason.getByLabel(words("giveUp.reason"), { exact: true }).fill("Doppelt")
  await reason.getByRole("button", { name: words("giveUp.void") }).click()
  await expect(reason).toBeHidden()
  expect(await stateOf(page, third!)).toEqual(["void", 0])

  await page.goto(`/payments?account=${accountId}&to=2000-01-01`)
  await expect(page.getByText(words("payments.emptyNarrowed"))).toBeVisible()
  const csv = await page.evaluate(async (address) => (await fetch(address)).text(), `/files/ageing.csv?on=${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}`)
  expect(csv.split("\r\n")[0]).toContain("Kundennummer;Kunde")
})

test("an account of another tenant is not found, and a customer has no receivables", async ({ as }) => {
  const theirs = await as(bluepeak, bluepeak.admin)
  const { rows } = await ask<{ rows: { accountId: string }[] }>(theirs, "account.list", { limit: 5 })
  const page = await as(zahnwerk, zahnwerk.admin)
  await page.goto(`/receivables/${rows[0]!.accountId}`)
  await expect(page.getByRole("heading", { name: zahnwerk.t("common.notFoundTitle") })).toBeVisible()
  const customer = await as(zahnwerk, zahnwerk.account.admin)
  for (const place of ["/receivables", "/payments"]) {
    await customer.goto(place)
    await expect(customer.getByRole("heading", { name: zahnwerk.t("common.notFoundTitle") })).toBeVisible()
  }
  await expect(customer.getByRole("link", { name: zahnwerk.t("shell.nav.receivables") })).toHaveCount(0)
})
