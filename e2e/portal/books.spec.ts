import { messages as settlement } from "@entrepot/domain/settlement/messages"
import { expectAccessible, expectFitsPhone } from "../lib/test.ts"
import { ask, tell } from "./ask.ts"
import { BRANDS, expect, test } from "./people.ts"

for (const brand of BRANDS) {
  const { account, admin, code, t } = brand

  test(`the administrator of ${code} reads the books from balance to journal, in the tenant's brand`, async ({ as }) => {
    test.slow()
    const page = await as(brand, admin)
    await page.goto("/books")
    await expect(page.getByRole("heading", { level: 1, name: t("books.title") })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
    const totals = page.locator("tfoot td")
    expect(await totals.first().innerText()).toBe(await totals.nth(1).innerText())
    const { rows } = await ask<{ rows: { accountKey: string; debit: { amount: string }; credit: { amount: string } }[] }>(page, "books.trialBalance", {})
    const moved = rows.find(({ debit, credit }) => debit.amount !== "0" || credit.amount !== "0")
    await page.locator(`a[href^="/books/accounts/${moved?.accountKey}?"]`).click()
    await expect(page.getByRole("table", { name: t("books.entries") })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
    await page.locator("tbody tr[data-row]").first().focus()
    await page.keyboard.press("Enter")
    await expect(page.getByRole("table", { name: t("books.lines") })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
    for (const place of ["/books/journals", "/books/periods", "/settings/taxes", "/settings/taxes/rates"]) {
      await page.goto(place)
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
      await expectAccessible(page)
      await expectFitsPhone(page)
    }
    await page.goto("/books/tax")
    const said = (key: "agreement" | "documents") => settlement[brand.language][`settlement.report.page.${key}`]
    await expect(page.getByRole("table", { name: said("agreement") })).toBeVisible()
    // Whatever the demo sold, credited and was supplied: report and books say the same.
    const { difference } = await ask<{ difference: { amount: string } }>(page, "books.taxReport", {})
    expect(difference.amount).toBe("0")
    await expectAccessible(page)
    await expectFitsPhone(page)
    await page.locator("tbody tr[data-row]").first().focus()
    await page.keyboard.press("Enter")
    await expect(page.getByRole("table", { name: said("documents") })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
    await page.goto("/settings/taxes/tester")
    await page.getByLabel(t("taxSetup.goodsTo")).selectOption("US")
    await page.getByRole("button", { name: t("taxSetup.ask"), exact: true }).click()
    await expect(page.getByText(t("taxSetup.decidedBy"), { exact: true })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
    await page.goto("/books/periods")
    await page.getByRole("button", { name: t("books.close.open"), exact: true }).first().click()
    await expect(page.getByRole("list", { name: t("books.close.checks") })).toBeVisible()
    await expectAccessible(page)
    await expect(page.getByText(/entrepot/i)).toHaveCount(0)
  })

  test(`a month that ${code} has closed takes nothing any more, whatever is dated in it`, async ({ as }) => {
    const page = await as(brand, admin)
    const { periods } = await ask<{ periods: { period: string; status: string; canReopen: boolean }[] }>(page, "books.periods")
    const closed = periods.find(({ canReopen }) => canReopen)
    expect(closed?.status, "the demo closes each partner's months").toBe("closed")
    const balance = () => ask(page, "books.trialBalance", { period: closed!.period })
    const before = await balance()
    const { rows } = await ask<{ rows: { accountId: string; accountName: string; total: { currency: string } }[] }>(page, "invoices.list", { limit: 100 })
    const payer = rows.find(({ accountName }) => accountName !== account.name && accountName !== brand.tight.name)!
    const { paymentId } = await tell<{ paymentId: string }>(page, "payments.record", {
      requestKey: crypto.randomUUID(), accountId: payer.accountId, amount: { amount: "1234", currency: payer.total.currency }, receivedOn: `${closed!.period}-15`, invoices: [], paidBy: "bank_transfer", reference: "E2E",
    })
    expect(await balance()).toEqual(before)
    await page.goto(`/books/documents/payment/${paymentId}`)
    await page.locator("tbody tr[data-row]").first().focus()
    await page.keyboard.press("Enter")
    await expect(page.getByText(t("books.postedLater"))).toBeVisible()
    await page.goto("/books/periods")
    await expect(page.getByRole("button", { name: t("books.reopen.open"), exact: true })).toHaveCount(1)
  })

  test(`the administrator of ${code} sees what the distributor charges, and disputes a line with reason and amount`, async ({ as }) => {
    test.slow()
    const page = await as(brand, admin)
    await page.goto("/settlement/next")
    await expectAccessible(page)
    await expectFitsPhone(page)
    const { rows } = await ask<{ rows: { statementId: string; number: string; status: string }[] }>(page, "settlement.statements", { status: ["issued", "disputed"] })
    const open = rows[0]
    expect(open, "the demo leaves each partner's latest statement unpaid").toBeDefined()
    await page.goto(`/settlement/${open?.statementId}`)
    await expect(page.getByRole("heading", { level: 1, name: open?.number ?? "" })).toBeVisible()
    await expectAccessible(page)
    await expectFitsPhone(page)
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: t("settlement.files.csv") }).click()])
    expect(file.suggestedFilename()).toBe(`${open?.number}.csv`)
    await expect(page.getByRole("table", { name: t("settlement.tax.title") })).toContainText(settlement[brand.language][`settlement.treatment.${code === "zahnwerk" ? "taxed" : "export"}`])
    const line = page.getByRole("table", { name: t("settlement.lines") }).getByRole("button").last()
    await line.click()
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("button", { name: t("settlement.raise.send") }).click()
    await expect(dialog).toContainText(t("settlement.raise.wordsMissing"))
    await expectAccessible(page)
    await dialog.getByLabel(t("settlement.raise.words")).fill("E2E")
    await dialog.getByRole("button", { name: t("settlement.raise.send") }).click()
    await expect(page.getByText(t("settlement.raise.done"))).toBeVisible()
    const dispute = page.getByRole("listitem").filter({ hasText: "E2E" })
    await dispute.getByRole("button", { name: t("settlement.withdraw.open") }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: t("settlement.withdraw.open") }).click()
    await expect(page.getByText(t("settlement.withdraw.done"))).toBeVisible()
    await page.goto("/settlement/disputes")
    await expectAccessible(page)
    await expectFitsPhone(page)
  })

  test(`a buyer of an account of ${code} has no door to the books or the settlement`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    for (const place of ["/books", "/settlement"]) {
      const answer = await page.goto(place)
      expect([403, 404], place).toContain(answer?.status())
      await expect(page.getByRole("link", { name: t(`shell.nav.${place.slice(1)}`) })).toHaveCount(0)
    }
  })
}
