import { expect, test } from "vitest"
import { itemsOf, planStamp } from "./plan-stamp.ts"
import { STANDARD_TEMPLATES } from "./standard-templates.ts"
import { ReleaseBody, StampParams } from "./contract.ts"

const dealer = STANDARD_TEMPLATES[0]!.body
const asked = (changes: Record<string, unknown> = {}) => StampParams.parse({ code: "blue-peak", name: "Blue Peak", legalName: "Blue Peak GmbH", host: "bluepeak.localhost:3000", invitations: [{ email: "Ada@Peak.example", name: "Ada" }], ...changes })

test.each(STANDARD_TEMPLATES)("the standard template $templateCode is a valid release that plans without a problem", ({ body }) => {
  expect(ReleaseBody.parse(body)).toEqual(body)
  expect(planStamp(body, asked()).problems).toEqual([])
})

test("what is not asked for is the template's, what is asked for is the tenant's", () => {
  const { tenant } = planStamp(dealer, asked({ zone: "Europe/Zurich", brand: { accent: "#aa0000" } }))
  expect(tenant).toMatchObject({ kind: "dealer", locale: "de", currency: "EUR", zone: "Europe/Zurich", mailFrom: "orders@bluepeak.localhost", brand: { accent: "#aa0000", radius: 6, names: { display: "Blue Peak", legal: "Blue Peak GmbH" } } })
  expect(tenant.invitations).toEqual([{ email: "ada@peak.example", name: "Ada", role: "dealer_admin", locale: "de" }])
  expect(tenant.documentNumbers).toEqual([{ kind: "order", prefix: "BP-" }, { kind: "shipment", prefix: "BP-S" }, { kind: "subscription", prefix: "BP-R" }])
})

test("a tenant gets the tax rates of its own country alone", () => {
  expect(planStamp(dealer, asked({ country: "AT" })).tenant.taxRates.map((rate) => [rate.country, rate.percent])).toEqual([["AT", "20"], ["AT", "10"]])
})

const locked = { ...dealer, currency: { mode: "locked" as const, value: "EUR" } }
test.each([
  { when: "a locked field is asked otherwise", body: locked, changes: { currency: "USD" }, problem: { code: "provisioning.field_is_locked", field: "currency" } },
  { when: "a bounded field leaves its bounds", body: dealer, changes: { currency: "JPY" }, problem: { code: "provisioning.field_is_out_of_bounds", field: "currency", allowed: ["EUR", "USD", "CHF", "GBP"] } },
  { when: "a role does not exist", body: dealer, changes: { invitations: [{ email: "a@b.example", name: "A" }, { email: "c@d.example", name: "C", role: "emperor" }] }, problem: { code: "provisioning.role_is_unknown", field: "invitations.1.role" } },
  { when: "somebody is invited twice", body: dealer, changes: { invitations: [{ email: "a@b.example", name: "A" }, { email: "A@b.example", name: "A" }] }, problem: { code: "provisioning.invitation_is_twice", field: "invitations.1.email" } },
  { when: "nobody will administrate", body: dealer, changes: { invitations: [{ email: "a@b.example", name: "A", role: "dealer_buyer" }] }, problem: { code: "provisioning.administrator_missing", field: "invitations" } },
])("there is a problem when $when", ({ body, changes, problem }) => {
  expect(planStamp(body, asked(changes)).problems).toContainEqual(expect.objectContaining(problem))
})

test("asking for what a locked field says anyway is no problem", () => {
  expect(planStamp(locked, asked({ currency: "EUR" })).problems).toEqual([])
})

test("the list of what will be created has one item a row", () => {
  const { tenant } = planStamp(dealer, asked())
  const counts: Record<string, number> = {}
  for (const { kind } of itemsOf(tenant)) counts[kind] = (counts[kind] ?? 0) + 1
  expect(counts).toMatchObject({ tenant: 1, host: 1, role: 7, account_group: 2, account: 1, credit_line: 1, document_number: 3, segment_rule: 1, price_rule: 3, tax_rate: 2, approval_policy: 2, plan: 2, invitation: 1 })
})
