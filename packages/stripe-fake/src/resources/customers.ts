import type Stripe from "stripe"
import { newId } from "../account.ts"
import { missing } from "../api-error.ts"
import { route, type Call, type Route } from "../call.ts"
import { email, expand, hashOf, listOf, metadata, momentRange, paging, parametersOf, searching, text, type Read } from "../fields.ts"
import { isCreatedWithin, pageOf, searchPageOf } from "../lists.ts"

const address = hashOf({ city: text(), country: text(2), line1: text(), line2: text(), postal_code: text(), state: text() })
const invoiceSettings = hashOf({ default_payment_method: text() })
const written = { address, description: text(), email, invoice_settings: invoiceSettings, metadata, name: text(256), phone: text(20), preferred_locales: listOf(text()), ...expand }

const create = parametersOf<Stripe.CustomerCreateParams>()(written, [
  "balance", "business_name", "cash_balance", "individual_name", "invoice_prefix", "next_invoice_sequence", "payment_method", "shipping", "source", "tax", "tax_exempt", "tax_id_data", "test_clock", "validate",
])
const update = parametersOf<Stripe.CustomerUpdateParams>()(written, [
  "balance", "business_name", "cash_balance", "default_source", "individual_name", "invoice_prefix", "next_invoice_sequence", "shipping", "source", "tax", "tax_exempt", "validate",
])
const list = parametersOf<Stripe.CustomerListParams>()({ ...paging, ...expand, created: momentRange, email }, ["test_clock"])
const search = parametersOf<Stripe.CustomerSearchParams>()(searching, [])
const retrieve = parametersOf<Stripe.CustomerRetrieveParams>()(expand, [])
const remove = parametersOf<Stripe.CustomerDeleteParams>()({}, [])

export const customers: readonly Route[] = [
  route("POST", "/v1/customers", create, createCustomer),
  route("GET", "/v1/customers", list, ({ account }, { created, email, ...page }) =>
    pageOf(account.list("customer").filter((each) => isCreatedWithin(each.created, created) && (email === undefined || each.email === email)), page, "/v1/customers")),
  route("GET", "/v1/customers/search", search, ({ account }, given) => searchPageOf(account.list("customer"), given, "/v1/customers/search")),
  route("GET", "/v1/customers/{id}", retrieve, ({ account }, _parameters, id) => account.get("customer", id)),
  route("POST", "/v1/customers/{id}", update, updateCustomer),
  route("DELETE", "/v1/customers/{id}", remove, deleteCustomer),
]

function createCustomer({ account, now, emit }: Call, given: Read<typeof create.fields>): Stripe.Customer {
  const customer = {
    id: newId("cus"), object: "customer", address: addressOf(given.address), balance: 0, created: now, currency: null, default_source: null, delinquent: false, description: given.description ?? null,
    discount: null, email: given.email ?? null, invoice_prefix: newId("x").slice(2, 10).toUpperCase(), livemode: false, metadata: given.metadata ?? {}, name: given.name ?? null, next_invoice_sequence: 1,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null }, phone: given.phone ?? null,
    preferred_locales: given.preferred_locales ?? [], shipping: null, tax_exempt: "none", test_clock: null,
  } satisfies Stripe.Customer
  emit("customer.created", account.put("customer", customer))
  return customer
}

function updateCustomer({ account, emit }: Call, given: Read<typeof update.fields>, id: string): Stripe.Customer {
  const customer = account.get("customer", id)
  const method = given.invoice_settings?.default_payment_method
  if (method !== undefined && account.find("payment_method", method)?.customer !== id) throw missing("PaymentMethod", method, "invoice_settings[default_payment_method]")
  const { address, description, email, metadata, name, phone, preferred_locales } = given
  const changed = Object.fromEntries(Object.entries({ description, email, name, phone, preferred_locales }).filter(([, value]) => value !== undefined))
  Object.assign(customer, changed, address ? { address: addressOf(address) } : {}, { metadata: merged(customer.metadata, metadata) })
  if (method !== undefined) customer.invoice_settings.default_payment_method = method
  emit("customer.updated", customer)
  return customer
}

function deleteCustomer({ account, emit }: Call, _given: unknown, id: string): Stripe.DeletedCustomer {
  emit("customer.deleted", account.get("customer", id))
  account.remove("customer", id)
  for (const method of account.list("payment_method")) if (method.customer === id) method.customer = null
  return { id, object: "customer", deleted: true }
}

/** Metadata is merged by key; an empty value takes its key away. */
export function merged(before: Stripe.Metadata | null, given: Readonly<Record<string, string>> | undefined): Stripe.Metadata {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ""))
}

function addressOf(given: Read<{ address: typeof address }>["address"]): Stripe.Address | null {
  if (!given) return null
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given
  return { city, country, line1, line2, postal_code, state }
}
