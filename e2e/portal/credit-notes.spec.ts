import { messages } from "@entrepot/domain/approvals"
import { accountIdOf, ask, writeInvoice } from "./ask.ts"
import { bluepeak, expect, test, zahnwerk, type Brand, type Page } from "./people.ts"

type Note = { readonly creditNoteId: string; readonly number: string | null; readonly status: string; readonly total: { readonly amount: string } }
type Invoice = { readonly invoiceId: string; readonly number: string; readonly open: { readonly amount: string }; readonly creditNotes: readonly Note[] }

/** Who credits, who invoices and who agrees, and a customer whose invoices no other story needs. */
const PEOPLE = {
  zahnwerk: { finance: "heike.ostrowski@zahnwerk.example", customer: "Dentalklinik Elbufer", buyer: "friederike.noll@elbufer.example" },
  bluepeak: { finance: "walt.jensen@bluepeak.example", approver: "priya.nair@bluepeak.example", customer: "Lakeshore Packaging Works", buyer: "helen.novak@lakeshorepack.example" },
} as const

/** An invoice that no other story needs. */
async function invoiceFor(page: Page, customer: string): Promise<Invoice> {
  const lines = [{ name: "Service visit", quantity: "3", unitPrice: "120" }, { name: "Travel", quantity: "1", unitPrice: "80" }]
  const { invoiceId } = await writeInvoice(page, await accountIdOf(page, customer), lines, "PO-4711")
  return invoiceOf(page, invoiceId)
}

const invoiceOf = (page: Page, invoiceId: string) => ask<Invoice>(page, "invoices.get", { invoiceId })

async function startFrom(page: Page, { t }: Brand, invoice: Invoice): Promise<void> {
  await page.goto(`/invoices/${invoice.invoiceId}`)
  await page.getByRole("link", { name: t("invoices.credit"), exact: true }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("creditNotes.newOf", { invoice: invoice.number }))
}

test("a credit note above the threshold waits for somebody else, whom the books, the customer and both papers then agree with", async ({ as }) => {
  test.setTimeout(120_000)
  const { t } = zahnwerk
  const { finance, customer, buyer } = PEOPLE.zahnwerk
  const admin = await as(zahnwerk, zahnwerk.admin)
  const invoice = await invoiceFor(admin, customer)
  await startFrom(admin, zahnwerk, invoice)
  await admin.getByLabel(t("creditNotes.quantityOf", { sku: "Service visit" })).fill("4")
  await expect(admin.getByText(t("creditNotes.fault.quantity", { most: "3" }))).toBeVisible()
  await admin.getByLabel(t("creditNotes.quantityOf", { sku: "Service visit" })).fill("2")
  await expect(admin.getByText(t("creditNotes.needsApproval"))).toBeVisible()
  await expect(admin.getByText(/285,60\s€/).first()).toBeVisible()
  const send = admin.getByRole("button", { name: t("creditNotes.ask"), exact: true })
  await send.click()
  await expect(admin.getByText(t("creditNotes.wordsMissing"))).toBeVisible()
  await admin.getByLabel(t("creditNotes.words")).fill("Zwei Besuche fielen aus.")
  await send.dblclick()
  await expect(admin).toHaveURL(/\/credit-notes\//)
  await expect(admin.getByRole("button", { name: t("creditNotes.approve"), exact: true })).toHaveAttribute("aria-disabled", "true")
  await expect(admin.getByText(messages.de["approvals.own_request"]).filter({ visible: true })).toBeVisible()
  const asked = await invoiceOf(admin, invoice.invoiceId)
  expect(asked.creditNotes).toMatchObject([{ status: "awaiting_approval", number: null, total: { amount: "28560" } }])
  expect(asked.open).toEqual(invoice.open)
  const [note] = asked.creditNotes

  const clerk = await as(zahnwerk, finance)
  await clerk.goto("/approvals")
  await clerk.getByRole("row").filter({ hasText: invoice.number }).getByRole("link").first().click()
  await expect(clerk).toHaveURL(new RegExp(note!.creditNoteId))
  await clerk.getByRole("button", { name: t("creditNotes.approve"), exact: true }).click()
  await expect(clerk.getByRole("button", { name: t("creditNotes.downloadPdf"), exact: true })).toBeVisible()
  const settled = await invoiceOf(clerk, invoice.invoiceId)
  expect(Number(settled.open.amount)).toBe(Number(invoice.open.amount) - 28_560)
  const { number } = settled.creditNotes[0]!
  const arriving = clerk.waitForEvent("download")
  await clerk.getByRole("button", { name: t("creditNotes.downloadPdf"), exact: true }).click()
  expect((await arriving).suggestedFilename()).toBe(`${number}.pdf`)

  const customerPage = await as(zahnwerk, buyer)
  await customerPage.goto("/credit-notes")
  await customerPage.getByRole("row").filter({ hasText: number! }).getByRole("link").first().click()
  await expect(customerPage).toHaveURL(new RegExp(note!.creditNoteId))
  await expect(customerPage.getByText("Zwei Besuche fielen aus.")).toBeVisible()
  await expect(customerPage.getByRole("button", { name: t("creditNotes.approve"), exact: true })).toHaveCount(0)
  const papers = await customerPage.evaluate(async (address) => {
    const [pdf, xml] = await Promise.all([fetch(`${address}.pdf`), fetch(`${address}.xml`)])
    return { pdf: (await pdf.text()).slice(0, 5), xml: await xml.text() }
  }, `/files/documents/${note!.creditNoteId}`)
  expect(papers.pdf).toBe("%PDF-")
  expect(papers.xml).toContain("<CreditNote")
  expect(papers.xml).toContain("285.60")
})

test("money without goods is refused with a reason, and then nothing has happened", async ({ as }) => {
  test.setTimeout(90_000)
  const { t } = bluepeak
  const { finance, approver, customer, buyer } = PEOPLE.bluepeak
  const clerk = await as(bluepeak, finance)
  const invoice = await invoiceFor(clerk, customer)
  await startFrom(clerk, bluepeak, invoice)
  await clerk.getByLabel(t("creditNotes.byOf", { sku: "Service visit" })).selectOption("amount")
  await clerk.getByLabel(t("creditNotes.amountOf", { sku: "Service visit" })).fill("250.50")
  await clerk.getByLabel(t("creditNotes.words")).fill("Price agreed on the phone")
  await expect(clerk.getByText(t("creditNotes.needsApproval"))).toBeVisible()
  await clerk.getByRole("button", { name: t("creditNotes.ask"), exact: true }).click()
  await expect(clerk).toHaveURL(/\/credit-notes\//)
  const place = new URL(clerk.url()).pathname

  const page = await as(bluepeak, approver)
  await page.goto(place)
  await page.getByRole("button", { name: t("creditNotes.reject"), exact: true }).click()
  await expect(page.getByText(t("creditNotes.reasonMissing"))).toBeVisible()
  await page.getByLabel(t("creditNotes.reason")).fill("Nobody agreed to that")
  await page.getByRole("button", { name: t("creditNotes.reject"), exact: true }).click()
  await expect(page.getByRole("list", { name: t("creditNotes.history.title") })).toContainText("Nobody agreed to that")

  const after = await invoiceOf(clerk, invoice.invoiceId)
  expect(after.open).toEqual(invoice.open)
  expect(after.creditNotes).toMatchObject([{ status: "rejected", number: null }])
  const customerPage = await as(bluepeak, buyer)
  await customerPage.goto(place)
  await expect(customerPage.getByText(t("common.notFoundTitle"))).toBeVisible()
})

test("an account pays by terms of its own until they are taken away", async ({ as }) => {
  const { t } = bluepeak
  const { finance, customer } = PEOPLE.bluepeak
  const page = await as(bluepeak, finance)
  await page.goto(`/accounts?q=${encodeURIComponent(customer)}`)
  await page.getByRole("row").filter({ hasText: customer }).getByRole("link").first().click()
  await expect(page.getByRole("heading", { level: 1, name: customer })).toBeVisible()
  await page.getByRole("button", { name: t("accounts.payment.change"), exact: true }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(t("accounts.payment.netDays")).fill("20")
  await dialog.getByLabel(t("accounts.payment.percent")).fill("2.5")
  await dialog.getByLabel(t("accounts.payment.discountDays")).fill("30")
  await dialog.getByRole("button", { name: t("common.save") }).click()
  await expect(dialog.getByText(t("accounts.payment.discountTooLate"))).toBeVisible()
  await dialog.getByLabel(t("accounts.payment.discountDays")).fill("10")
  await dialog.getByRole("button", { name: t("common.save") }).click()
  await expect(page.getByText(t("accounts.payment.takes", { percent: "2.5%", days: 10 }))).toBeVisible()
  await page.getByRole("button", { name: t("accounts.payment.reset.open"), exact: true }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: t("accounts.payment.reset.open"), exact: true }).click()
  await expect(page.getByText(t("accounts.payment.everybodys"))).toBeVisible()
})
