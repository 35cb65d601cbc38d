import { ask, tell } from "./ask.ts"
import { BRANDS, expect, test } from "./people.ts"

type Tile = { readonly sku: string; readonly mpn: string | null; readonly status: string; readonly units: readonly { readonly unit: string; readonly minimum: string; readonly step: string; readonly factor: string }[] }

/** Three hundred rows as people paste them: every separator, quotes, duplicates, unknown numbers, broken steps. */
function pasteOf(tiles: readonly Tile[], names: Readonly<Record<string, string>>): string {
  // What is being sold off may be sold out, by the demo or by another test.
  const sure = tiles.filter(({ units, status }) => units.length > 0 && status === "active").slice(0, 200)
  const rows = Array.from({ length: 296 }, (_, index) => {
    const { sku, units } = sure[index % sure.length] as Tile
    const { unit, minimum } = units[0] as Tile["units"][number]
    const shapes = [`${sku}\t${minimum}\t${unit}`, `${sku};${minimum};${names[unit] ?? unit}`, `${sku}, ${minimum}`, `${sku}   ${minimum}`, `"${sku}";"${minimum}"`, `${minimum}\t${sku.toLowerCase()}`, sku]
    return shapes[index % shapes.length] as string
  })
  const stepped = sure.find(({ units }) => units.some(({ step, factor }) => Number(step) > 1 && factor === "1")) as Tile
  const odd = stepped.units.find(({ step, factor }) => Number(step) > 1 && factor === "1") as Tile["units"][number]
  const first = sure[0] as Tile
  return `\uFEFF${[...rows, "NO-SUCH-PART-1;4", "NO-SUCH-PART-2\t1", `${stepped.sku}\t${Number(odd.minimum) + 1}\t${odd.unit}`, `${first.sku};viele`].join("\r\n")}`
}

for (const brand of BRANDS) {
  const { account, t, code } = brand

  test(`three hundred rows pasted into the pad of ${code} each get a verdict, are mended by keyboard, and none is dropped`, async ({ as }) => {
    test.setTimeout(120_000)
    const page = await as(brand, account.buyer)
    await page.goto("/pad")
    await tell(page, "cart.clear")
    const tiles: Tile[] = []
    let cursor: string | undefined
    do {
      const found = await ask<{ rows: Tile[]; nextCursor: string | null }>(page, "catalog.page", { limit: 100, ...(cursor && { cursor }) })
      tiles.push(...found.rows)
      cursor = found.nextCursor ?? undefined
    } while (cursor && tiles.length < 250)
    const text = pasteOf(tiles, { XBX: t("units.XBX", { count: 2 }), XCS: t("units.XCS", { count: 2 }), XBO: t("units.XBO", { count: 1 }), C62: t("units.C62", { count: 2 }) })

    const box = page.getByRole("textbox", { name: t("pad.input") })
    await box.focus()
    await page.evaluate((pasted) => {
      const data = new DataTransfer()
      data.setData("text/plain", pasted)
      const field = document.activeElement as HTMLTextAreaElement
      if (field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))) document.execCommand("insertText", false, pasted)
    }, text)
    const answers = page.locator("tr[data-verdict]")
    await expect(answers).toHaveCount(300)
    const kinds = async (): Promise<string[]> => answers.evaluateAll((rows) => rows.map((row) => row.getAttribute("data-verdict") ?? ""))
    await expect.poll(async () => (await kinds()).filter((kind) => kind === "not_found").length).toBe(2)
    const before = await kinds()
    expect(before.filter((kind) => kind === "quantity_unreadable")).toHaveLength(1)
    expect(before.filter((kind) => kind === "quantity_off").length).toBeGreaterThanOrEqual(1)
    expect(before.filter((kind) => kind === "merged").length).toBeGreaterThan(10)

    // The keyboard alone: into the answers, to the row with the broken step, and its fix.
    const off = page.locator("tr[data-verdict=quantity_off]")
    while ((await off.count()) > 0) {
      const left = await off.count()
      await off.first().focus()
      await page.keyboard.press("Tab")
      while (!(await page.evaluate((words) => document.activeElement?.textContent?.includes(words), t("pad.take", { quantity: "" }).trim()))) await page.keyboard.press("Tab")
      await page.keyboard.press("Enter")
      await expect(off).toHaveCount(left - 1)
    }
    // What was added to a mended row is counted in it and gone; every other row is still there.
    const after = await kinds()
    expect(after.filter((kind) => kind !== "merged")).toHaveLength(before.filter((kind) => kind !== "merged").length)

    await box.focus()
    await expect(page.getByRole("button", { name: /\d/ }).filter({ hasText: t("pad.put", { count: 1 }).replace("1", "").trim().split(" ")[0] ?? "" })).toBeEnabled()
    await page.keyboard.press("Control+Enter")
    // What could not be ordered stays in the pad; everything else is in the cart.
    await expect(answers).toHaveCount(3, { timeout: 30_000 })
    await expect(box).toHaveValue(/NO-SUCH-PART-1/)
    await expect(box).toHaveValue(/NO-SUCH-PART-2/)
    await expect(box).toHaveValue(/viele/)
    const cart = await ask<{ lines: unknown[] }>(page, "cart.get")
    expect(cart.lines.length).toBeGreaterThanOrEqual(180)
    await page.reload()
    await expect(answers, "what was typed survives a reload").toHaveCount(3)
    await tell(page, "cart.clear")
    await page.getByRole("button", { name: t("pad.clear") }).click()
    await expect(answers).toHaveCount(0)
  })

  test(`the pad of ${code} offers the nearest number for a slip, and a file is read like a paste`, async ({ as }) => {
    const { sku, mpn } = brand.product
    const page = await as(brand, account.buyer)
    await page.goto("/pad")
    await page.locator("input[type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(`sku;qty\r\n${sku.slice(0, -1)}X;2\r\n${mpn};1\r\n`) })
    const slip = page.locator("tr[data-verdict=not_found]")
    await expect(slip).toHaveCount(1)
    await expect(page.locator("tr[data-verdict]")).toHaveCount(2)
    await slip.getByRole("button").first().focus()
    await page.keyboard.press("Enter")
    await expect(slip).toHaveCount(0)
    await page.getByRole("button", { name: t("pad.clear") }).click()
    await page.getByRole("button", { name: t("pad.example") }).click()
    await expect(page.locator("tr[data-verdict=ok], tr[data-verdict=backorder]")).toHaveCount(3)
    await page.getByRole("button", { name: t("pad.clear") }).click()
  })
}
