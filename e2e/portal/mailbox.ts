import { expect, type Page } from "@playwright/test"
import { AT, PASSWORD } from "../lib/world.ts"
import { ask } from "./ask.ts"

type Summary = { readonly smtpId: string; readonly sender: string; readonly recipients: readonly string[]; readonly subject: string }
export type Mail = Summary & { readonly text: string; readonly html: string }

/** The operator's view of the built-in mailbox, by the console's own API. */
export async function openMailbox(page: Page): Promise<Mailbox> {
  await page.goto(`${AT.console}/sign-in?to=/platform`)
  await page.getByLabel("E-mail").fill("ravi.menon@entrepot.example")
  await page.locator("input[type=password]").fill(PASSWORD)
  await page.locator("button[type=submit]").click()
  await page.waitForURL((url) => url.pathname.startsWith("/platform"))
  return new Mailbox(page)
}

export class Mailbox {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** Waits until somebody has a mail whose subject or text says this, and answers it. */
  async find(recipient: string, says: string | RegExp): Promise<Mail> {
    let found: Mail | undefined
    await expect.poll(async () => {
      const { rows } = await ask<{ rows: Summary[] }>(this.page, "mailbox.list", { search: recipient, limit: 20 })
      for (const { smtpId } of rows) {
        const mail = await ask<Mail>(this.page, "mailbox.get", { smtpId })
        if (new RegExp(says).test(`${mail.subject}\n${mail.text}`)) found = mail
        if (found) break
      }
      return found !== undefined
    }, { message: `a mail to ${recipient} that says ${says}`, timeout: 30_000, intervals: [500, 1000, 1000] }).toBe(true)
    return found as Mail
  }
}
