import { setScene } from "../lib/database.ts"
import { expect, expectAccessible, expectFitsPhone, test } from "../lib/test.ts"
import { openMailbox } from "../portal/mailbox.ts"
import { HENRIKE, staffPage } from "./staff.ts"

const EMAIL = "solene.vasseur@mercure.example"
const ERROR = `The mail server did not answer (${Date.now().toString(36)})`

/** An event whose mail was tried ten times over hours, and then given up. */
const GIVEN_UP = `
  with told as (
    insert into work.event (network_id, tenant_id, event_id, name, payload, actor, trace_id, occurred_at)
    select network_id, tenant_id, uuidv7(), 'tenancy.password_reset_requested', jsonb_build_object('email', $1::text), '{"kind": "visitor", "id": "visitor", "name": "visitor"}', 'e2e', now() - interval '5 hours'
      from tenancy.tenant where code = 'mercure' returning network_id, tenant_id, event_id)
  insert into work.delivery (network_id, tenant_id, event_id, handler, status, attempts, last_error, created_at, died_at)
  select network_id, tenant_id, event_id, 'mail.password_reset', 'dead', 10, $2, now() - interval '5 hours', now() from told`

test("what was given up says why, is tried again by keyboard and arrives, and a page that is behind tries nothing twice", async ({ browser }) => {
  test.slow()
  await setScene(GIVEN_UP, [EMAIL, ERROR])
  const [page, behind] = [await staffPage(browser, HENRIKE), await staffPage(browser, HENRIKE)]
  const rowIn = (list: typeof page) => list.getByRole("row").filter({ hasText: ERROR })
  for (const list of [page, behind]) {
    await list.goto("/deliveries")
    await expect(rowIn(list)).toContainText("Atelier Mercure")
  }
  await expect(rowIn(page)).toContainText("mail.password_reset")
  await expectAccessible(page)
  await expectFitsPhone(page)
  await expect(page.getByRole("button", { name: "Replay" }), "nothing is chosen yet").toHaveAttribute("aria-disabled", "true")

  await rowIn(page).getByRole("checkbox").focus()
  await page.keyboard.press("Space")
  await page.getByRole("button", { name: "Replay 1" }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByText("1 is tried again.")).toBeVisible()
  await expect(rowIn(page)).toHaveCount(0)
  const mailbox = await openMailbox(await (await browser.newContext()).newPage())
  expect((await mailbox.find(EMAIL, "/reset-password/")).sender).toContain("Atelier Mercure")

  await rowIn(behind).getByRole("checkbox").check()
  await behind.getByRole("button", { name: "Replay 1" }).click()
  await expect(behind.getByText("Nothing was dead any more.")).toBeVisible()
  await expect(rowIn(behind)).toHaveCount(0)
})
