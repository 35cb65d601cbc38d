import { createElement as h } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { StatementLineTable, StatementParties, StatementTable, StatementTaxTable, SumChart, SumList } from "../index.ts"

const statementLabels = { statement: "Statement", period: "Month", state: "State", dueOn: "Due on", total: "Total", adjusted: "Adjusted", due: "To be paid" }
const statement = { id: "1", href: "/settlement/1", name: "ST-1", period: "May", status: { state: "issued" as const, label: "Issued" }, disputes: null, dueOn: null, total: "€ 5", adjusted: null, due: "€ 5" }
const lineLabels = { on: "Day", kind: "What for", document: "Document", order: "Order", what: "What", quantity: "Quantity", price: "Price", amount: "Amount", tax: "Tax" }
const line = { id: "1", on: "1 May", kind: "Goods", dispute: null, document: "SH-1", order: null, sku: null, name: "Drill", quantity: null, unit: null, price: null, amount: "€ 5", tax: null }

describe("a settlement's table", () => {
  test("names the partner only where several stand together", () => {
    expect(renderToStaticMarkup(h(StatementTable, { caption: "Settlement", labels: statementLabels, rows: [statement] }))).not.toContain("Partner")
    expect(renderToStaticMarkup(h(StatementTable, { caption: "Settlement", labels: { ...statementLabels, partner: "Partner" }, rows: [{ ...statement, partner: "Zahnwerk" }] }))).toContain("Zahnwerk")
  })

  test("has a place for actions only where lines have some", () => {
    expect(renderToStaticMarkup(h(StatementLineTable, { caption: "Lines", labels: lineLabels, rows: [{ ...line, action: "Dispute" }] }))).not.toContain("Dispute")
    expect(renderToStaticMarkup(h(StatementLineTable, { caption: "Lines", labels: { ...lineLabels, actions: "Actions" }, rows: [{ ...line, action: "Dispute" }] }))).toContain("Dispute")
  })
})

describe("the tax of a statement", () => {
  const labels = { rule: "Tax", net: "Amount", tax: "Charged", accounted: "Accounted for", adjusted: "Disputed" }

  test("is said per rule, and whose it is to pay", () => {
    const markup = renderToStaticMarkup(h(StatementTaxTable, { caption: "Tax", labels, rows: [{ id: "1", rule: "Reverse charge", adjusted: true, net: "€ 5", tax: null, accounted: "€ 1" }] }))
    for (const part of ["Reverse charge", "Disputed</", "€ 1"]) expect(markup).toContain(part)
  })

  test("stands beside both sides by law", () => {
    const markup = renderToStaticMarkup(h(StatementParties, { labels: { numbers: "Tax numbers" }, parties: [{ role: "Supplier", legalName: "Nordwerk GmbH", address: "Hamburg", taxNumbers: ["DE1", "FR2"] }, { role: "Partner", legalName: "Zahnwerk", address: "Berlin", taxNumbers: [] }] }))
    for (const part of ["Nordwerk GmbH", "DE1", "FR2", "–"]) expect(markup).toContain(part)
  })
})

describe("the parts of a total", () => {
  const [goods, nothing] = [{ label: "Goods", value: 5, text: "€ 5" }, { label: "Returns", value: 0, text: "€ 0" }]

  test("leave out what did not happen", () => {
    const markup = renderToStaticMarkup(h(SumList, { parts: [goods, nothing], total: { label: "Total", text: "€ 5", hint: "from one line" } }))
    expect(markup).toContain("Goods")
    expect(markup).not.toContain("Returns")
  })

  test("are drawn only where there are two", () => {
    expect(renderToStaticMarkup(h(SumChart, { title: "Parts", summary: "Of € 5", labels: { showTable: "Table", category: "Kind", amount: "Amount" }, parts: [goods, nothing], locale: "en" }))).toBe("")
  })
})
