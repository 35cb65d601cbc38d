import { ask } from "./ask.ts"
import { openMailbox } from "./mailbox.ts"
import { BRANDS, expect, test } from "./people.ts"

for (const brand of BRANDS) {
  const { account, at, code, name, t } = brand

  test(`an administrator of an account of ${code} invites a buyer, who chooses a password and sees that account alone`, async ({ as, visitor }) => {
    const email = `e2e-${Date.now()}@${account.admin.split("@")[1]}`
    const admin = await as(brand, account.admin)
    await admin.goto("/team")
    await admin.getByRole("button", { name: t("team.invite") }).click()
    const dialog = admin.getByRole("dialog")
    await dialog.getByLabel(t("team.name"), { exact: true }).fill("Robin Probe")
    await dialog.getByLabel(t("team.email"), { exact: true }).fill(email)
    const roles = dialog.getByRole("combobox", { name: t("team.role"), exact: true })
    expect(await roles.locator("option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value).filter(Boolean))).toEqual(["account_admin", "account_approver", "account_buyer"])
    await roles.selectOption("account_buyer")
    await dialog.getByRole("button", { name: t("team.inviteSend") }).click()
    await expect(admin.getByText(t("team.invited"))).toBeVisible()
    await expect(admin.getByRole("table", { name: t("team.invitations") })).toContainText(email)

    const mailbox = await openMailbox(await visitor())
    const mail = await mailbox.find(email, "/invitation/")
    expect(mail.sender).toContain(name)
    expect(mail.html).not.toMatch(/entrepot/i)
    const link = /https?:\/\/\S+\/invitation\/[\w-]+/.exec(mail.text)?.[0] ?? ""
    expect(link).toContain(`${at}/invitation/`)

    const page = await visitor(brand)
    await page.goto(link)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("door.invitationTitle", { name }))
    const password = page.getByLabel(t("door.newPassword"))
    await password.fill("a sentence that nobody guesses")
    await page.getByRole("button", { name: t("door.join") }).click()
    await expect(page).toHaveURL(`${at}/`)
    await page.goto("/orders")
    const { rows } = await ask<{ rows: { accountName: string }[] }>(page, "orders.list", { search: "", sort: "newest", limit: 50 })
    expect(new Set(rows.map((row) => row.accountName))).toEqual(new Set([account.name]))
    // What the role does not include is neither offered nor there.
    for (const [place, status] of [["/team", 403], ["/accounts", 404]] as const) {
      const answer = await page.goto(place)
      expect(answer?.status(), place).toBe(status)
      await expect(page.getByRole("link", { name: t(`shell.nav.${place.slice(1)}`) })).toHaveCount(0)
    }

    const used = await visitor(brand)
    await used.goto(link)
    await expect(used.getByRole("heading", { level: 1 })).toHaveText(t("door.invitationInvalidTitle"))
    await admin.reload()
    const row = admin.getByRole("row").filter({ hasText: email })
    await expect(row).toContainText("Robin Probe")
    await row.getByRole("button", { name: t("team.actionsFor", { name: "Robin Probe" }) }).click()
    await admin.getByRole("menuitem", { name: t("team.removeFromAccount", { account: account.name }) }).click()
    await expect(row).toHaveCount(0)
  })
}
