import { compareQuantities, quantity, type MoneyJson } from "@entrepot/kernel"
import type { InvoiceLineView } from "@entrepot/domain/billing/contract"
import { readQuantity } from "@entrepot/ui"
import { isNothing, readAmount, writeAmount } from "../invoices/amount.ts"

/** What somebody typed for a line: so many of it, or so much of its price. */
export type Wish = { readonly by: "quantity" | "amount"; readonly text: string }
export type Draft = Readonly<Record<string, Wish>>
export type Ask = { readonly lineId: string; readonly quantity?: string; readonly net?: MoneyJson }
/** wrong: it is no number. too_much: the line has less left than that. */
export type Fault = "wrong" | "too_much"
export type Read = { readonly asks: readonly Ask[]; readonly faults: Readonly<Record<string, Fault>> }

type Line = Pick<InvoiceLineView, "lineId" | "creditable">
type Sign = "." | ","

/** What the draft asks for. A line with nothing typed, or with zero, is left as it is. */
export function readDraft(lines: readonly Line[], draft: Draft, sign: Sign): Read {
  const asks: Ask[] = []
  const faults: Record<string, Fault> = {}
  for (const line of lines) {
    const wish = draft[line.lineId]
    if (!wish || isBlank(wish.text)) continue
    const read = wish.by === "quantity" ? readGoods(line, wish.text, sign) : readMoney(line, wish.text, sign)
    if (typeof read === "string") faults[line.lineId] = read
    else asks.push(read)
  }
  return { asks, faults }
}

/** Nothing, or a zero however it is written. */
const isBlank = (text: string) => /^[\s0.,]*$/.test(text)

function readGoods({ lineId, creditable }: Line, text: string, sign: Sign): Ask | Fault {
  const asked = readQuantity(text, sign)
  if (asked === undefined || !/^\d{1,12}(\.\d{1,6})?$/.test(asked)) return "wrong"
  return compareQuantities(quantity(asked), quantity(creditable.quantity)) > 0 ? "too_much" : { lineId, quantity: asked }
}

function readMoney({ lineId, creditable }: Line, text: string, sign: Sign): Ask | Fault {
  const net = readAmount(text, creditable.net.currency, sign)
  if (!net) return "wrong"
  return BigInt(net.amount) > BigInt(creditable.net.amount) ? "too_much" : { lineId, net }
}

/** Everything that is left, as goods; what has no goods left goes back as money. */
export function everything(lines: readonly Line[], sign: Sign): Draft {
  return Object.fromEntries(lines.filter(isCreditable).map((line) => [line.lineId, hasGoods(line) ? { by: "quantity" as const, text: line.creditable.quantity.replace(".", sign) } : { by: "amount" as const, text: writeAmount(line.creditable.net, sign) }]))
}

export const hasGoods = ({ creditable }: Pick<Line, "creditable">) => Number(creditable.quantity) > 0
export const isCreditable = (line: Pick<Line, "creditable">) => hasGoods(line) || !isNothing(line.creditable.net)
/** Something of it is credited already, or waits to be. */
export const isTouched = ({ creditable, net }: Pick<InvoiceLineView, "creditable" | "net">) => creditable.net.amount !== net.amount
