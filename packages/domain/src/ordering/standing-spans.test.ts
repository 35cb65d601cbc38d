import fc from "fast-check"
import { expect, test } from "vitest"
import { bySpan } from "./standing-spans.ts"

const day = fc.integer({ min: 0, max: 400 }).map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10))
/** What a product costs and how much of it is there: prices that hold up to and with a day, and deliveries that arrive on one. */
const book = fc.record({ locked: fc.array(fc.record({ until: day, price: fc.integer({ min: 1, max: 5 }) }), { maxLength: 6 }), arrivals: fc.array(fc.record({ on: day, quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 6 }) })

test("what is worked out once for the days between two turns is what it is on each of them, in whatever order they are asked for", () => {
  fc.assert(fc.property(fc.array(book, { minLength: 1, maxLength: 4 }), fc.array(day, { minLength: 1, maxLength: 80 }), (books, days) => {
    const answerOn = (on: string) => books.map(({ locked, arrivals }) => ({
      price: locked.find((one) => on <= one.until)?.price ?? 9, inSight: arrivals.filter((one) => one.on <= on).reduce((sum, one) => sum + one.quantity, 0),
    }))
    const turns = { from: books.flatMap(({ arrivals }) => arrivals.map(({ on }) => on)), after: books.flatMap(({ locked }) => locked.map(({ until }) => until)) }
    let asked = 0
    const quick = bySpan(turns, (on) => {
      asked += 1
      return answerOn(on)
    })
    expect(days.map(quick)).toEqual(days.map(answerOn))
    expect(asked).toBeLessThanOrEqual(new Set(turns.from).size + new Set(turns.after).size + 1)
  }))
})

test("without turns there is one answer", () => {
  const quick = bySpan({ from: [], after: [] }, (on) => ({ on }))
  expect(quick("2026-05-01")).toBe(quick("2027-05-01"))
})
