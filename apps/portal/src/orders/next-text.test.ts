import { readFileSync } from "node:fs"
import { createTranslator } from "use-intl/core"
import { expect, test } from "vitest"
import { nextText } from "./next-text.ts"

const formats = { day: (day: string) => `<${day}>`, today: () => "2026-03-01" }
const NEXT: readonly Parameters<typeof nextText>[0][] = [
  { code: "asks_approver", level: "Head of purchasing", people: ["Cem Aydin"] }, { code: "asks_credit_desk" }, { code: "waits_for_stock", on: null }, { code: "waits_for_stock", on: "2026-03-04" },
  { code: "is_picked" }, { code: "will_ship", on: null }, { code: "will_ship", on: "2026-03-04" }, { code: "will_ship", on: "2026-02-04" },
]

test.each(["en", "de", "fr"])("every next step of an order is said in words in %s, and an order that is over has none", (locale) => {
  const orders: unknown = JSON.parse(readFileSync(`${import.meta.dirname}/../../messages/${locale}/orders.json`, "utf8"))
  const fail = (error: unknown): never => {
    throw error
  }
  const t = createTranslator({ locale, messages: { orders } as never, namespace: "orders" as never, onError: fail }) as unknown as Parameters<typeof nextText>[1]
  for (const next of NEXT) expect(nextText(next, t, formats)).toMatch(/\w/)
  expect(nextText({ code: "nothing" }, t, formats)).toBeUndefined()
})
