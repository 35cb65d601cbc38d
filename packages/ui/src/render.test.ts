import { createElement as h, type ComponentType, type ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import {
  AppShell, Breadcrumbs, Button, Checkbox, DataTable, ErrorSummary, Field, IconButton, Input, LinkButton, MoneyText, Pagination, ProgressBar,
  SearchInput, Select, Sparkline, Stat, StatusBadge, Stepper, TH, Timeline, UiProvider, fieldId, themeFromCookie, themeScript,
} from "./index.ts"

const html = (node: ReactNode) => renderToStaticMarkup(node)
const RouterLink: ComponentType<{ href: string; children?: ReactNode }> = ({ href, children }) => h("a", { "data-router": true, href }, children)
const currentIn = (markup: string) => [...new Set([...markup.matchAll(/<a [^>]*aria-current="page"[^>]*>/g)].map(([link]) => /href="([^"]+)"/.exec(link)?.[1]))]

describe("a button", () => {
  test("that cannot be used stays in reach and says why", () => {
    const markup = html(h(Button, { disabledReason: "The credit limit is reached." }, "Submit"))
    expect(markup).toContain(`aria-disabled="true"`)
    expect(markup).not.toContain(" disabled=")
    const id = /aria-describedby="([^"]+)"/.exec(markup)?.[1]
    expect(markup).toContain(`<span id="${id}" hidden="">The credit limit is reached.</span>`)
  })

  test("never submits a form by accident", () => {
    expect(html(h(Button, {}, "Add"))).toContain(`type="button"`)
  })

  test("that shows only an icon has a name", () => {
    expect(html(h(IconButton, { label: "Remove line", icon: h("svg") }))).toContain(`aria-label="Remove line"`)
  })

  test("says that it is at work", () => {
    expect(html(h(Button, { loading: true }, "Save"))).toMatch(/aria-busy="true".*Save/)
  })

  test("that leads somewhere is a link, of the framework's kind where there is one", () => {
    expect(html(h(LinkButton, { href: "/orders" }, "Orders"))).toMatch(/^<a [^>]*href="\/orders"/)
    const within = (href: string) => html(h(UiProvider, { link: RouterLink, children: h(LinkButton, { href }, "Go") }))
    expect(within("/orders")).toContain("data-router")
    expect(within("https://example.com")).not.toContain("data-router")
  })
})

describe("a field", () => {
  const markup = html(h(Field, { label: "PO number", name: "lines.0.po", hint: "As on your paper", error: "Enter a PO number", children: h(Input, {}) }))

  test("ties its label, hint and error to the control inside", () => {
    const id = fieldId("lines.0.po")
    expect(markup).toContain(`for="${id}"`)
    expect(markup).toContain(`id="${id}"`)
    expect(markup).toContain(`aria-describedby="${id}-hint ${id}-error"`)
    expect(markup).toContain(`aria-invalid="true"`)
  })

  test("is where the error summary leads", () => {
    const summary = html(h(ErrorSummary, { title: "There is a problem", errors: [{ name: "lines.0.po", message: "Enter a PO number" }] }))
    expect(summary).toContain(`href="#${fieldId("lines.0.po")}"`)
    expect(html(h(ErrorSummary, { title: "There is a problem", errors: [] }))).toBe("")
  })

  test("groups the options of a select", () => {
    const options = [{ value: "a", label: "Berlin", group: "Germany" }, { value: "b", label: "Lyon", group: "France" }]
    expect(html(h(Select, { options, "aria-label": "Warehouse" }))).toContain(`<optgroup label="Germany"><option value="a">Berlin</option></optgroup>`)
  })

  test("of a checkbox takes its own name as id", () => {
    expect(html(h(Checkbox, { label: "Partial delivery", name: "partial" }))).toMatch(/<label for="field-partial".*id="field-partial"/)
  })
})

describe("a table", () => {
  type Order = { id: string; total: number }
  const rows: Order[] = [{ id: "SO-2", total: 5 }, { id: "SO-10", total: 7 }]
  const columns = [
    { id: "id", header: "Order", primary: true, cell: (row: Order) => row.id, sortValue: (row: Order) => row.id },
    { id: "total", header: "Total", align: "end" as const, cell: (row: Order) => h(MoneyText, { currency: "EUR", children: row.total }) },
  ]
  const table = h(DataTable<Order>, { caption: "Orders", rows, columns, rowKey: (row) => row.id, rowHref: (row) => `/orders/${row.id}`, defaultSort: { id: "id", direction: "desc" } })

  test("has one row in the tab order, and each row its link", () => {
    const markup = html(table)
    expect(markup.match(/<tr[^>]*data-row="true"[^>]*tabindex="0"|<tr[^>]*tabindex="0"[^>]*data-row="true"/gi)).toHaveLength(1)
    expect(markup).toContain(`href="/orders/SO-2"`)
  })

  test("sorts numbers inside words as numbers, and says so", () => {
    const markup = html(table)
    expect(markup).toContain(`aria-sort="descending"`)
    expect(markup.indexOf("SO-10<")).toBeLessThan(markup.indexOf("SO-2<"))
  })

  test("names each cell for the cards of a phone", () => {
    expect(html(table)).toContain(`data-label="Total"`)
  })

  test("shows its empty state instead of an empty frame", () => {
    expect(html(h(DataTable<Order>, { caption: "Orders", rows: [], columns, rowKey: (row) => row.id, empty: "No orders yet" }))).toBe("No orders yet")
  })

  test("sorts by link on a server's page", () => {
    expect(html(h("table", {}, h("thead", {}, h("tr", {}, h(TH, { sort: { direction: "asc", href: "?sort=-total" } }, "Total")))))).toMatch(/aria-sort="ascending".*href="\?sort=-total"/)
  })
})

describe("navigation", () => {
  const nav = [{ items: [{ href: "/", label: "Home" }, { href: "/orders", label: "Orders" }, { href: "/orders/drafts", label: "Drafts" }] }]
  const shell = (pathname: string) => html(h(UiProvider, { pathname, children: h(AppShell, { brand: { name: "Rheintal Parts", homeHref: "/" }, nav, labels: { skip: "Skip to content", nav: "Main", more: "More", close: "Close" }, children: "Page" }) }))

  test("begins with a link past itself", () => {
    expect(shell("/").indexOf(`href="#main"`)).toBeLessThan(shell("/").indexOf("<nav"))
    expect(shell("/")).toContain(`<main id="main"`)
  })

  test("marks the place that leads furthest towards where we are, and no other", () => {
    expect(currentIn(shell("/orders/drafts/7"))).toEqual(["/orders/drafts"])
    expect(currentIn(shell("/orders/7"))).toEqual(["/orders"])
    expect(currentIn(shell("/elsewhere"))).toEqual([])
  })

  test("shows the brand's name and no other", () => {
    expect(shell("/")).toContain("Rheintal Parts")
    expect(shell("/").toLowerCase()).not.toContain("entrepot")
  })

  test("gives the last crumb as the current page", () => {
    expect(html(h(Breadcrumbs, { label: "Path", items: [{ label: "Orders", href: "/orders" }, { label: "SO-1" }] }))).toMatch(/aria-current="page"[^>]*><span[^>]*>SO-1/)
  })

  test("says why there is no page before the first", () => {
    expect(html(h(Pagination, { label: "Pages", nextHref: "?after=1", labels: { previous: "Previous", next: "Next", atStart: "This is the first page", atEnd: "This is the last page" } }))).toContain("This is the first page")
  })
})

describe("what is shown by shape or colour", () => {
  test.each([
    ["a status", h(StatusBadge, { tone: "danger", children: "On hold" }), "On hold"],
    ["a change", h(Stat, { label: "Late", value: "7", delta: { text: "2", direction: "up", good: false, label: "more than last week" } }), "more than last week"],
    ["a step", h(Stepper, { label: "Steps", current: "b", labels: { done: "done", current: "now", upcoming: "later" }, steps: [{ id: "a", label: "Cart" }, { id: "b", label: "Pay" }] }), "(done)"],
    ["progress", h(ProgressBar, { label: "Import", value: 4, max: 10, valueText: "4 of 10" }), `aria-valuetext="4 of 10"`],
    ["a sparkline", h(Sparkline, { values: [1, 2], label: "Rising" }), `role="img" aria-label="Rising"`],
    ["an event", h(Timeline, { label: "History", events: [{ id: "1", time: "9:14", dateTime: "2026-11-12T09:14Z", what: "Submitted" }] }), `dateTime="2026-11-12T09:14Z"`],
    ["a search", h(SearchInput, { label: "Search orders", labels: { clear: "Clear" } }), `aria-label="Search orders"`],
  ])("%s is said in words too", (_, node, words) => {
    expect(html(node)).toContain(words)
  })
})

describe("the theme's choice", () => {
  test("is light, dark or the system's, whatever the cookie says", () => {
    expect(["light", "dark", "system", "<script>", undefined].map(themeFromCookie)).toEqual(["light", "dark", undefined, undefined, undefined])
  })

  test("is set before the first paint by a script that cannot close its own element", () => {
    expect(themeScript).not.toContain("<")
  })
})
