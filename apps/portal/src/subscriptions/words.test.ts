import { readFileSync } from "node:fs"
import { createTranslator } from "use-intl/core"
import { expect, test } from "vitest"
import { cadenceText, CATCH_UPS, CHANGE_KINDS, COLLECTS, HEALTHS, HOLD_CODES, INVOICINGS, OCCURRENCE_STATUSES, SHIFTS, SUBSCRIPTION_STATUSES, USAGE_KINDS, type Cadence, type PricePolicy, type StockOutPolicy, } from "@entrepot/domain/subscriptions/contract"
import { formatsFor } from "../format.ts"
import { pricePolicyText, stockOutText } from "./policy-text.ts"
import { entryReason, reasonText } from "./reason-text.ts"
import type { Words } from "./words.ts"

const LOCALES = ["en", "de", "fr"] as const
const fail = (error: unknown): never => {
  throw error
}

function wordsOf(locale: string): Words {
  const subscriptions: unknown = JSON.parse(readFileSync(`${import.meta.dirname}/../../messages/${locale}/subscriptions.json`, "utf8"))
  return createTranslator({ locale, messages: { subscriptions } as never, namespace: "subscriptions" as never, onError: fail }) as unknown as Words
}

test.each(LOCALES)("every state, reason and kind that the domain knows is said in words in %s", (locale) => {
  const t = wordsOf(locale)
  const facts = { total: "1 €", ceiling: "1 €" }
  const keys = [
    ...SUBSCRIPTION_STATUSES.map((each) => `status.${each}`), ...HEALTHS.map((each) => `health.${each}`), ...OCCURRENCE_STATUSES.map((each) => `occurrence.${each}`), ...HOLD_CODES.flatMap((each) => [`hold.${each}`, `holdDo.${each}`]),
    ...CHANGE_KINDS.map((each) => `fact.${each}`), ...COLLECTS.flatMap((each) => [`collect.${each}`, `collectHint.${each}`]), ...INVOICINGS.map((each) => `invoicing.${each}`), ...SHIFTS.map((each) => `shift.${each}`), ...CATCH_UPS.map((each) => `catchUp.${each}`),
    ...USAGE_KINDS.flatMap((each) => [`usage.measure.${each}`, `usage.quantity.${each}`, `usage.refillAt.${each}`]), ...["in_stock", "expected", "short"].map((each) => `availability.${each}`),
  ]
  for (const key of keys) expect(t(key, facts), key).toMatch(/\p{L}/u)
})

const CADENCES: readonly Cadence[] = [
  ...(["days", "weeks", "months"] as const).flatMap((unit) => [1, 3].map((every) => ({ on: "interval" as const, every, unit }))), ...[1, 2].flatMap((every): Cadence[] => [
    { on: "weekday", everyWeeks: every, weekday: 2 }, { on: "day_of_month", everyMonths: every, day: 31 }, { on: "nth_weekday", everyMonths: every, nth: 2, weekday: 2 }, { on: "nth_weekday", everyMonths: every, nth: -1, weekday: 5 }, { on: "month_end", everyMonths: every },
  ]),
]

test.each(LOCALES)("no two rhythms read the same in %s", (locale) => {
  const said = CADENCES.map((cadence) => cadenceText(cadence, wordsOf(locale), formatsFor(locale, "UTC")))
  expect(new Set(said).size).toBe(CADENCES.length)
})

test.each(LOCALES)("why reports of use moved a date is a sentence in %s, and a person's words stay theirs", (locale) => {
  const [t, formats] = [wordsOf(locale), formatsFor(locale, "UTC")]
  for (const reason of ["level: 1.50/d, 4.00", "count: 1.50/d, 4.00", "level: 0.00/d, 4.00"]) expect(reasonText(reason, t, formats)).toMatch(/\p{L}.*4|4.*\p{L}/u)
  expect(reasonText("level: ask Tim", t, formats)).toBe("level: ask Tim")
})

test.each(LOCALES)("why a date waits or was left out is never a code in %s", (locale) => {
  const [t, formats] = [wordsOf(locale), formatsFor(locale, "UTC")]
  const known: Readonly<Record<string, string>> = { missed: "Its date had passed.", failed: "It failed.", payment_failed: "The card was refused." }
  const whys = Object.assign((key: string) => known[key] ?? "", { has: (key: string) => key in known }) as Words
  const said = (status: "held" | "failed" | "skipped", reason: string, code?: "payment" | "stock") => entryReason({ status, reason, hold: code ? { code, reason, lines: [], unusual: null } : null }, t, whys, formats)
  expect([said("skipped", "missed"), said("failed", "relation does not exist"), said("held", "insufficient_funds", "payment"), said("skipped", "Tim is away")]).toEqual(["Its date had passed.", "It failed.", "The card was refused.", "Tim is away"])
  for (const text of [said("held", "ordering.lines_need_attention", "stock"), said("skipped", "some_new_code"), said("skipped", "ordering.what_is_this")]) expect(text).toMatch(/^[^_]*\p{L}[^_]*$/u)
})

test("the second Tuesday is called that", () => {
  const second: Cadence = { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 2 }
  expect(LOCALES.map((locale) => cadenceText(second, wordsOf(locale), formatsFor(locale, "UTC")))).toEqual(["Second Tuesday of each month", "Am zweiten Dienstag jedes Monats", "Le deuxième mardi de chaque mois"])
})

test.each(LOCALES)("a line's price and what happens without stock are sentences in %s", (locale) => {
  const [t, formats] = [wordsOf(locale), formatsFor(locale, "UTC")]
  const policies: readonly PricePolicy[] = [
    { policy: "current" }, { policy: "locked", until: "2027-01-31" }, { policy: "locked", until: "2027-01-31", unitPrice: "12.5" }, { policy: "current_within", capPercent: "5", floorPercent: "2.5" }, { policy: "contract_tier", tierQuantity: "100" },
    { policy: "index", seriesId: "s", capPercent: "5", floorPercent: "2.5", everyMonths: 3, lagMonths: 2 },
  ]
  expect(new Set(policies.map((policy) => pricePolicyText(policy, "EUR", t, formats))).size).toBe(policies.length)
  const stockOut: StockOutPolicy = [{ step: "substitute", productIds: ["a", "b"], capPercent: "5" }, { step: "split" }, { step: "partial" }, { step: "skip" }, { step: "hold" }]
  const said = stockOutText(stockOut, (id) => `SKU-${id}`, t, formats)
  expect(said).toContain("SKU-a, SKU-b")
  expect(said.split(" → ")).toHaveLength(5)
})
