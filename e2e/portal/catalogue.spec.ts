import { ask, productId, tell } from "./ask.ts"
import { BRANDS, expect, test } from "./people.ts"

for (const brand of BRANDS) {
  const { account, product: { sku, mpn, misspelt, finds, foreign }, t, money } = brand

  test(`search as you type at ${brand.code}: with and without dashes, by prefix, by a slip of the pen, by the maker's number`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    await page.goto("/catalogue")
    const box = page.getByRole("combobox", { name: t("catalogue.search") })
    const hits = page.getByRole("listbox", { name: t("catalogue.suggestions") }).getByRole("option")
    for (const typed of [sku, sku.replaceAll("-", ""), sku.toLowerCase(), sku.slice(0, -1), mpn, mpn.replaceAll(/[-/.]/g, "")]) {
      await box.fill("")
      await box.pressSequentially(typed, { delay: 5 })
      await expect(hits.filter({ hasText: sku }).first(), `${typed} finds ${sku}`).toBeVisible()
    }
    await box.fill(misspelt)
    await expect(hits.first(), `${misspelt} finds`).toContainText(finds)
    await box.fill(sku)
    await expect(hits.first()).toContainText(sku)
    await box.press("ArrowDown")
    await expect(hits.first()).toHaveAttribute("aria-selected", "true")
    await box.press("Enter")
    await expect(page).toHaveURL(/\/products\//)
    await expect(page.getByRole("main")).toContainText(sku)
  })

  test(`facets narrow the catalogue of ${brand.code} down, and their counts are true`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    await page.goto("/catalogue")
    const facets = page.getByRole("navigation", { name: t("catalogue.facets") })
    const facet = facets.getByRole("link").first()
    const [label = "", count = ""] = await facet.locator("span").allTextContents()
    await facet.click()
    await expect(page).toHaveURL(/category=/)
    await expect(page.getByRole("main")).toContainText(t("catalogue.count", { count: Number(count.replace(/\D/g, "")), capped: "false" }))
    await expect(page.getByRole("link", { name: t("catalogue.removeFilter", { filter: label }) })).toBeVisible()
    const brandFacet = facets.getByRole("heading", { name: t("catalogue.brands") }).locator("..").getByRole("link").first()
    const brandName = (await brandFacet.locator("span").first().textContent()) ?? ""
    await brandFacet.click()
    await expect(page).toHaveURL(/brand=/)
    for (const row of await page.getByRole("row").filter({ has: page.getByRole("rowheader") }).all()) await expect(row).toContainText(brandName)
  })

  test(`a product page of ${brand.code} says my price, its tiers, why, and when it leaves`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    await page.goto("/catalogue")
    await page.goto(`/products/${await productId(page, sku)}`)
    const main = page.getByRole("main")
    await expect(main.getByRole("heading", { name: t("catalogue.yourPrice") })).toBeVisible()
    await expect(main).toContainText(money)
    await expect(main.getByRole("heading", { name: t("catalogue.tiers") })).toBeVisible()
    await expect(main.getByRole("heading", { name: t("catalogue.where") })).toBeVisible()
    const why = page.getByRole("table", { name: t("catalogue.why.title") })
    await expect(why.getByText(t("catalogue.why.wins"))).toBeVisible()
    // More is cheaper by a tier, and the page says so before anything is in the cart.
    const box = page.getByRole("textbox", { name: t("catalogue.quantityOf", { sku }) })
    const before = await why.getByRole("row").nth(1).textContent()
    await box.fill("5000")
    await expect.poll(() => why.getByRole("row").nth(1).textContent()).not.toBe(before)
    await expect(page.getByRole("combobox", { name: t("catalogue.unitOf", { sku }) })).toBeVisible()
  })

  test(`what an account of ${brand.code} may not buy does not exist for it`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    await page.goto(`/catalogue?q=${encodeURIComponent(foreign)}`)
    await expect(page.getByText(foreign, { exact: true })).toHaveCount(0)
    const hits = await ask<{ sku: string }[]>(page, "catalog.suggest", { q: foreign })
    expect(hits.map((hit) => hit.sku)).not.toContain(foreign)
  })

  test(`a product goes into the cart of ${brand.code} from where it stands`, async ({ as }) => {
    const page = await as(brand, account.buyer)
    await page.goto("/catalogue")
    await tell(page, "cart.clear")
    await page.goto(`/catalogue?q=${sku}`)
    const row = page.getByRole("row").filter({ hasText: sku }).first()
    await row.getByRole("button", { name: t("catalogue.addSku", { sku }) }).click()
    await expect(page.getByText(t("catalogue.added", { sku }))).toBeVisible()
    await page.goto("/cart")
    await expect(page.getByRole("row").filter({ hasText: sku })).toContainText(money)
  })
}
