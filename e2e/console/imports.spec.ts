import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { expect, expectAccessible, expectFitsPhone, test } from "../lib/test.ts"
import { PIET, staffPage } from "./staff.ts"

const stamp = Date.now().toString(36).toUpperCase()
const HEADER = "Artikelnr;Bezeichnung;Warengruppe;Hersteller;Herstellernr;Status"
const row = (n: number | string, name: string, status = "Aktiv") => `PRB-${stamp}-${n};${name};Werkzeug > Proben;Probenwerk;PW-${n};${status}`

/** A semicolon file in Latin-1, as an old system writes it: two rows of it cannot be taken. */
function fileOf(rows: readonly string[]): Buffer {
  return Buffer.from([HEADER, ...rows].join("\r\n"), "latin1")
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto("/imports/new")
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer })
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/)
}

test("a steward imports a catalogue of a foreign layout: mapped, left and found again, refused rows with line and reason, remembered", async ({ browser }) => {
  test.slow()
  const page = await staffPage(browser, PIET)
  const file = `katalog-${stamp}.csv`
  await upload(page, file, fileOf([row(1, "Prüfschlüssel, groß"), row(2, "Prüfzange"), row(3, ""), row(4, "Prüflampe", "vielleicht"), row(5, "Prüfspitze", "Auslaufartikel")]))

  const number = page.getByRole("combobox", { name: "Column of Item number", exact: true })
  await expect(number, "the columns are suggested").toHaveValue("0")
  const preview = page.getByRole("table", { name: "Preview" })
  await expect(preview.getByRole("row")).toHaveCount(6)
  await expect(preview, "an old encoding is read").toContainText("Prüfschlüssel, groß")
  await expect(preview.getByRole("row").filter({ hasText: "Refused" })).toHaveCount(2)
  await expect(preview, "rows are told in words").not.toContainText(/names|[{}"]/)
  await expectAccessible(page)
  await expectFitsPhone(page)
  await page.getByLabel("Remember this mapping as").fill(`Old system ${stamp}`)

  // Left in the middle, and found again.
  const address = page.url()
  await page.goto("/imports")
  await page.getByRole("link", { name: file }).click()
  await expect(page).toHaveURL(address)
  await page.getByLabel("Remember this mapping as").fill(`Old system ${stamp}`)
  await page.getByRole("button", { name: "Import 5 rows" }).click()

  const rows = page.getByRole("table", { name: "Rows" })
  await expect(rows).toBeVisible({ timeout: 30_000 })
  await expect(rows.getByRole("rowheader")).toHaveText(["4", "5"])
  await expect(rows.getByRole("row").filter({ hasText: `PRB-${stamp}-3` })).toContainText("Name")
  await expect(rows.getByRole("row").filter({ hasText: `PRB-${stamp}-4` })).toContainText("vielleicht")
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()])
  const refused = await readFile(await download.path(), "utf8")
  expect(refused).toContain(`PRB-${stamp}-3`)
  expect(refused).toContain(`PRB-${stamp}-4`)
  expect(refused).not.toContain(`PRB-${stamp}-1;`)

  await page.goto(`/products?search=PRB-${stamp}`)
  await expect(page.getByRole("row").filter({ hasText: `PRB-${stamp}` })).toHaveCount(3)
  await expect(page.getByRole("row").filter({ hasText: `PRB-${stamp}-5` })).toContainText("While stock lasts")

  // The next file with this header needs nobody to map it; the very same file is recognised.
  await upload(page, `katalog-${stamp}-2.csv`, fileOf([row(1, "Prüfschlüssel, sehr groß"), row(6, "Prüfkabel")]))
  await expect(page.getByText(`Remembered as “Old system ${stamp}”.`)).toBeVisible()
  await expect(preview.getByRole("row").filter({ hasText: "Known" })).toHaveCount(1)
  await expect(preview.getByRole("row").filter({ hasText: "New" })).toHaveCount(1)
  await page.getByRole("checkbox", { name: "Rehearse only" }).check()
  await page.getByRole("button", { name: "Rehearse 2 rows" }).click()
  await expect(page.getByText("This was a rehearsal")).toBeVisible({ timeout: 30_000 })
  await page.goto(`/products?search=PRB-${stamp}-6`)
  await expect(page.getByRole("row").filter({ hasText: `PRB-${stamp}-6` }), "a rehearsal keeps nothing").toHaveCount(0)
})

test("what is no table, or is empty, is said so and changes nothing", async ({ browser }) => {
  const page = await staffPage(browser, PIET)
  for (const [name, buffer] of [["picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3])], ["empty.csv", Buffer.from("")]] as const) {
    await page.goto("/imports/new")
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer })
    await expect(page.getByRole("alert").filter({ hasText: `${name} was not taken` }), name).toBeVisible()
  }
})
