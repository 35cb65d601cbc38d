import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import path from "node:path"
import sharp from "sharp"
import { expect, test } from "vitest"
import { invoiceOf, LINES, statementOf } from "./document.fixture.ts"
import { renderInvoicePdf, renderStatementPdf } from "./render-pdf.ts"

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const pagesOf = (bytes: Uint8Array) => (Buffer.from(bytes).toString("latin1").match(/\/Type \/Page\b/g) ?? []).length
const png = await sharp({ create: { width: 200, height: 50, channels: 3, background: "#0f766e" } }).png().toBuffer()

/** Draws the same documents in a process of its own, under the portal's configuration, as its server would. */
function hashesElsewhere(): string[] {
  const script = `
    import { createHash } from "node:crypto"
    import { invoiceOf, statementOf } from "${import.meta.dirname}/document.fixture.ts"
    import { renderInvoicePdf, renderStatementPdf } from "${import.meta.dirname}/render-pdf.ts"
    const all = [await renderInvoicePdf(invoiceOf({ freight: 1250n })), await renderStatementPdf(statementOf(12))]
    console.log(all.map((bytes) => createHash("sha256").update(bytes).digest("hex")).join("\\n"))`
  return execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { cwd: path.join(import.meta.dirname, "../../../../../apps/portal"), encoding: "utf8" }).trim().split("\n")
}

test("a document comes out the same, byte for byte, again, after others, at once and in another process", async () => {
  const first = hashOf(await renderInvoicePdf(invoiceOf({ freight: 1250n })))
  await renderInvoicePdf(invoiceOf({ locale: "fr", brand: { displayName: "Maison", accent: "#7c2d12", font: "manrope" } }), png)
  const [again, atOnce, statement] = await Promise.all([renderInvoicePdf(invoiceOf({ freight: 1250n })), renderInvoicePdf(invoiceOf({ freight: 1250n })), renderStatementPdf(statementOf(12))])
  expect([hashOf(again), hashOf(atOnce)]).toEqual([first, first])
  expect(hashesElsewhere()).toEqual([first, hashOf(statement)])
})

test("another number is another document", async () => {
  const [one, other] = await Promise.all([renderInvoicePdf(invoiceOf()), renderInvoicePdf(invoiceOf({ number: "RE-2026-000043" }))])
  expect(hashOf(one)).not.toBe(hashOf(other))
})

test.each([
  { what: "four lines", asked: {}, pages: 1 },
  { what: "seventy lines", asked: { lines: Array.from({ length: 70 }, () => LINES[1]!) }, pages: 5 },
  { what: "a line whose description fills pages", asked: { lines: [{ ...LINES[0]!, description: "Sehr ausführlich. ".repeat(300) }] }, pages: 2 },
  { what: "letter paper", asked: { locale: "en" as const, paperCountry: "US" }, pages: 1 },
  { what: "a currency without decimals", asked: { currency: "JPY", locale: "en" as const }, pages: 1 },
  { what: "a currency with three", asked: { currency: "KWD", locale: "fr" as const }, pages: 1 },
])("an invoice with $what takes its pages", async ({ asked, pages }) => {
  const pdf = await renderInvoicePdf(invoiceOf(asked))
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe("%PDF-")
  expect(pagesOf(pdf)).toBeGreaterThanOrEqual(pages)
})

test("the paper is the country's, and the brand's picture and fonts are inside", async () => {
  const text = async (country: string) => Buffer.from(await renderInvoicePdf(invoiceOf({ paperCountry: country }), png)).toString("latin1")
  const [german, american] = await Promise.all([text("DE"), text("US")])
  expect(german).toContain("/MediaBox [0 0 595.28")
  expect(american).toContain("/MediaBox [0 0 612")
  expect(german).toContain("/Subtype /Image")
  expect(german).toContain("/FontFile2")
  expect(german).toContain("/Lang (de)")
})

test("a statement of nothing says so, and one of many entries runs over pages", async () => {
  expect(pagesOf(await renderStatementPdf(statementOf(0)))).toBe(1)
  expect(pagesOf(await renderStatementPdf(statementOf(60)))).toBeGreaterThan(2)
})
