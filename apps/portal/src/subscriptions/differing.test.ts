import { expect, test } from "vitest"
import type { OccurrenceLine } from "@entrepot/domain/subscriptions"
import { differing } from "./differing.ts"

const line = (lineId: string, quantity = "1", outcome?: OccurrenceLine["outcome"]): OccurrenceLine => ({ lineId, productId: `of ${lineId}`, sku: lineId.toUpperCase(), name: lineId, unit: "each", quantity, unitPrice: null, net: null, availability: "in_stock", outcome })
const SUBSCRIBED = ["a", "b", "c"].map((id) => line(id))
const told = (lines: readonly OccurrenceLine[]) => {
  const { others, left, asSubscribed } = differing(lines, SUBSCRIBED)
  return { others: others.map(({ lineId }) => lineId), left: left.map(({ lineId }) => lineId), asSubscribed }
}

test.each([
  { when: "it is as subscribed", lines: SUBSCRIBED, said: { others: [], left: [], asSubscribed: 3 } },
  { when: "one line has another quantity", lines: [line("a", "2"), line("b", "1.0"), line("c")], said: { others: ["a"], left: [], asSubscribed: 2 } },
  { when: "one line is left out, and one is more", lines: [line("a"), line("b"), line("d")], said: { others: ["d"], left: ["c"], asSubscribed: 2 } },
  { when: "one line came in parts", lines: [line("a", "1", "split"), line("b", "1", "as_subscribed"), line("c")], said: { others: ["a"], left: [], asSubscribed: 2 } },
])("a date is said in few words: $when", ({ lines, said }) => {
  expect(told(lines)).toEqual(said)
})
