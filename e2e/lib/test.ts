import AxeBuilder from "@axe-core/playwright"
import { test as base, expect, type Page } from "@playwright/test"

/** What a browser says about a page that is expected: a refused command answers with a 4xx, which Chromium logs. */
const EXPECTED = /Failed to load resource: the server responded with a status of (400|401|403|404|409|422|429)/

/** A test that also fails when the page writes an error to the console or throws. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, lend) => {
      const complaints: string[] = []
      page.on("console", (message) => message.type() === "error" && !EXPECTED.test(message.text()) && complaints.push(message.text()))
      page.on("pageerror", (error) => complaints.push(error.message))
      await lend()
      expect(complaints, "errors on the browser's console").toEqual([])
    },
    { auto: true },
  ],
})

export { expect, type Page }

/** The rules of WCAG 2.2 A and AA. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

/**
 * What axe holds against a page as it stands: each rule with the places that break it. A page without frames is judged within itself; with some,
 * axe opens a second page to add up what each frame said. What passed is not described: describing it takes longer than judging.
 */
export async function violationsIn(page: Page, rule?: "color-contrast"): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(page.frames().length === 1)
  const { violations } = await (rule ? axe.withRules(rule) : axe.withTags(RULES)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)
}

/** No accessibility violation by axe. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsIn(page)).toEqual([])
}

/** The page does not scroll sideways at 360 pixels. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 780 })
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), { message: `${page.url()} scrolls sideways at 360 px` }).toBe(true)
  if (before) await page.setViewportSize(before)
}
