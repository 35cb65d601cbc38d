import { describe, expect, test } from "vitest"
import { everything, readDraft, type Wish } from "./draft.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })
const line = (creditable: { quantity: string; net: ReturnType<typeof eur> } = { quantity: "3", net: eur("1001") }) => ({ lineId: "l1", creditable })

describe("what somebody typed into a credit note", () => {
  test.each<{ when: string; wish: Wish; asks: object[]; fault?: string }>([
    { when: "so many", wish: { by: "quantity", text: "1,5" }, asks: [{ lineId: "l1", quantity: "1.5" }] },
    { when: "all of them", wish: { by: "quantity", text: "3" }, asks: [{ lineId: "l1", quantity: "3" }] },
    { when: "a part of a cent", wish: { by: "amount", text: "1,234" }, asks: [], fault: "wrong" },
    { when: "a part of the price", wish: { by: "amount", text: "10,01" }, asks: [{ lineId: "l1", net: eur("1001") }] },
    { when: "more than there is", wish: { by: "quantity", text: "4" }, asks: [], fault: "too_much" },
    { when: "more money than there is", wish: { by: "amount", text: "10,02" }, asks: [], fault: "too_much" },
    { when: "words", wish: { by: "quantity", text: "some" }, asks: [], fault: "wrong" },
    { when: "nothing", wish: { by: "quantity", text: " " }, asks: [] },
    { when: "zero", wish: { by: "amount", text: "0,00" }, asks: [] },
  ])("$when", ({ wish, asks, fault }) => {
    expect(readDraft([line()], { l1: wish }, ",")).toEqual({ asks, faults: fault ? { l1: fault } : {} })
  })

  test("everything is all goods that are left, and money where no goods are", () => {
    const lines = [line({ quantity: "2.5", net: eur("100") }), { ...line({ quantity: "0", net: eur("1234") }), lineId: "l2" }, { ...line({ quantity: "0", net: eur("0") }), lineId: "l3" }]
    const draft = everything(lines, ",")
    expect(draft).toEqual({ l1: { by: "quantity", text: "2,5" }, l2: { by: "amount", text: "12,34" } })
    expect(readDraft(lines, draft, ",")).toEqual({ asks: [{ lineId: "l1", quantity: "2.5" }, { lineId: "l2", net: eur("1234") }], faults: {} })
  })
})
