import { openMailbox } from "./mailbox.ts"
import { bluepeak, expect, test } from "./people.ts"

const { account, admin, t } = bluepeak

test("an account's administrator names a billing contact; the dealer sees it, changes it and takes it away, and the administrator is told", async ({ as, visitor }) => {
  const email = `books-${Date.now()}@${account.admin.split("@")[1]}`
  const customer = await as(bluepeak, account.admin)
  await customer.goto("/settings")
  await customer.getByRole("button", { name: t("accounts.contacts.add") }).click()
  const dialog = customer.getByRole("dialog")
  await dialog.getByLabel(t("accounts.contacts.email"), { exact: true }).fill("no address")
  await dialog.getByRole("button", { name: t("common.save") }).click()
  await expect(dialog.getByText(t("accounts.contacts.emailWrong"))).toBeVisible()
  await expect(dialog.getByText(t("accounts.contacts.missing"))).toBeVisible()
  await dialog.getByLabel(t("accounts.contacts.email"), { exact: true }).fill(email)
  await dialog.getByRole("textbox", { name: t("accounts.contacts.name") }).fill("Accounts payable")
  await dialog.getByRole("combobox", { name: t("accounts.contacts.receives"), exact: true }).selectOption("invoices")
  await dialog.getByRole("button", { name: t("common.save") }).click()
  const seen = customer.getByRole("listitem").filter({ hasText: email })
  await expect(seen).toContainText(t("accounts.contacts.sorts.invoices"))

  const dealer = await as(bluepeak, admin)
  await dealer.goto(`/accounts?search=${encodeURIComponent(account.name)}`)
  await dealer.getByRole("link", { name: account.name }).first().click()
  const row = dealer.getByRole("listitem").filter({ hasText: email })
  await row.getByRole("button", { name: t("accounts.contacts.actionsFor", { email }) }).click()
  await dealer.getByRole("menuitem", { name: t("accounts.contacts.edit") }).click()
  await dealer.getByRole("combobox", { name: t("accounts.contacts.receives"), exact: true }).selectOption("reminders")
  await dealer.getByRole("dialog").getByRole("button", { name: t("common.save") }).click()
  await expect(row).toContainText(t("accounts.contacts.sorts.reminders"))
  await row.getByRole("button", { name: t("accounts.contacts.actionsFor", { email }) }).click()
  await dealer.getByRole("menuitem", { name: t("accounts.contacts.remove") }).click()
  await dealer.getByRole("alertdialog").getByRole("button", { name: t("accounts.contacts.remove") }).click()
  await expect(row).toHaveCount(0)

  const mailbox = await openMailbox(await visitor())
  const mail = await mailbox.find(account.admin, `${email} gets no more mails`)
  expect(mail.text).toContain(`${bluepeak.at}/settings`)
})
