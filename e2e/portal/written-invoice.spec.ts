import { expectAccessible, expectFitsPhone } from "../lib/test.ts"
import { expect, test, zahnwerk } from "./people.ts"

test("an invoice is written by hand, finalised and voided again", async ({ as }) => {
  const { t, admin } = zahnwerk
  const page = await as(zahnwerk, admin)
  await page.goto("/invoices?state=draft")
  await page.getByRole("link", { name: t("invoices.new"), exact: true }).click()
  await expectAccessible(page)
  await expectFitsPhone(page)
  await page.getByRole("button", { name: t("invoices.draftForm.save") }).click()
  await expect(page.getByText(t("invoices.draftForm.accountMissing"))).toBeVisible()
  await page.getByRole("combobox", { name: t("invoices.draftForm.account"), exact: true }).fill("Elbufer")
  await page.getByRole("option").first().click()
  await page.getByLabel(t("invoices.draftForm.what", { position: 1 })).fill("Reparatur")
  await page.getByLabel(t("invoices.draftForm.quantity", { position: 1 })).fill("2")
  await page.getByLabel(t("invoices.draftForm.unitPrice", { position: 1 })).fill("50")
  await page.getByRole("button", { name: t("invoices.draftForm.save") }).click()
  await expect(page.getByText(/119,00\s€/).first()).toBeVisible()
  await page.getByRole("button", { name: t("invoices.draftForm.finalise"), exact: true }).click()
  const dialog = page.getByRole("alertdialog")
  await expect(dialog).toContainText(t("invoices.draftForm.number"))
  await dialog.getByRole("button", { name: t("invoices.draftForm.finalise"), exact: true }).click()
  const heading = page.getByRole("heading", { level: 1 })
  await expect(heading).not.toHaveText(t("invoices.draft"))
  const number = (await heading.textContent()) ?? ""
  await page.getByRole("button", { name: t("receivables.giveUp.more", { number }) }).click()
  await page.getByRole("menuitem", { name: t("receivables.giveUp.void") }).click()
  await dialog.getByRole("textbox").fill("Doppelt geschrieben")
  await dialog.getByRole("button", { name: t("receivables.giveUp.void"), exact: true }).click()
  await expect(page.getByRole("list", { name: t("invoices.timeline") })).toContainText("Doppelt geschrieben")
})
