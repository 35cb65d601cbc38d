import { expect, test } from "vitest"
import { quantity } from "@entrepot/kernel"
import { exposureOf } from "./exposure.ts"
import type { Order, OrderLine } from "./order.ts"

const line = (of: { ordered: string; invoiced: string; shipped?: string; cancelled?: string }) => ({
  quantity: quantity(of.ordered), factor: quantity("1"), shippedBase: quantity(of.shipped ?? "0"), cancelledBase: quantity(of.cancelled ?? "0"), invoicedBase: quantity(of.invoiced), netMinor: 1_000n, taxPercent: "19", taxJurisdiction: "DE", cancelledAt: null,
}) as unknown as OrderLine
const order = (...lines: readonly OrderLine[]) => ({ lines, currency: "EUR", taxRounding: "per_line", submittedAt: "2026-01-01", closedAt: null, approval: "not_needed", hold: null, buyer: { prepaid: false } }) as unknown as Order

test.each([
  { when: "nothing is invoiced", of: { ordered: "3", invoiced: "0" }, counts: 1_190n },
  { when: "a third is invoiced", of: { ordered: "3", invoiced: "1" }, counts: 794n },
  { when: "everything is invoiced", of: { ordered: "3", invoiced: "3", shipped: "3" }, counts: 0n },
  { when: "more is invoiced than is left of it", of: { ordered: "3", invoiced: "3", shipped: "1", cancelled: "2" }, counts: 0n },
])("an order counts with what is not invoiced, when $when", ({ of, counts }) => expect(exposureOf(order(line(of)))).toBe(counts))

test("an order that is paid before counts with nothing", () => expect(exposureOf({ ...order(line({ ordered: "1", invoiced: "0" })), buyer: { prepaid: true } } as Order)).toBe(0n))
