import { newId } from "@entrepot/kernel"
import type { Client } from "pg"
import type { Column, Table } from "./tables.ts"

export type Known = Readonly<Record<string, unknown>>

/** The SHA-256 of the one byte that is planted. */
const HASH_OF_A_ZERO = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"

/** What a column needs to make sense, where its type alone does not say so. */
const FITTING: Readonly<Record<string, Known>> = {
  "approvals.delegation": { ends_at: "2030-01-01T00:00:00Z" },
  "approvals.policy": { levels: [{ name: "Chief", mode: "any", roles: ["dealer_approver"] }], condition: "total > 1.0" },
  "billing.contact": { email: "planted@example.com" },
  "billing.credit_note": { total_minor: 2 },
  "billing.invoice": { total_minor: 2 },
  "billing.kept_document": { content_hash: HASH_OF_A_ZERO },
  "billing.method_warning": { days: 7 },
  "billing.number_series": { year: 2026 },
  "catalog.category": { path: "planted.", code: "planted" },
  "inventory.reservation": { settled_by: "released", settled_at: "2026-11-01T00:00:00Z", quantity: 0 },
  "ledger.exchange_rate": { from_currency: "USD", to_currency: "EUR" },
  "ledger.period_fact": { reason: "Something came late" },
  "ledger.proof_fact": { checks: [] },
  "pricing.local_tax_rate": { postal_from: "60601", postal_to: "60699" },
  "pricing.price_list_assignment": { target: "tenant" },
  "provisioning.stamp": { idempotency_key: "stamp-zahnwerk", status: "failed" },
  "settlement.correction_series": { year: 2026 },
  "settlement.kept_correction": { content_hash: HASH_OF_A_ZERO },
  "settlement.kept_document": { content_hash: HASH_OF_A_ZERO },
  "settlement.number_series": { year: 2026 },
  "settlement.statement": { issued_at: "2026-11-02T08:00:00Z", issued_on: "2026-11-02", due_on: "2026-11-16" },
  "tenancy.brand_asset": { content_hash: "0".repeat(64), bytes: "\\x89504e47" },
  "tenancy.network_asset": { content_hash: "0".repeat(64), bytes: "\\x89504e47" },
  "tenancy.network_brand": { accent: "#0f766e" },
  "tenancy.undeliverable_address": { email: "planted@example.com" },
  "work.event": { name: "ordering.order_submitted" },
  "integrations.mail_message": { status: "failed" },
  "billing.service_period": { period: "[2026-11-01,2026-12-01)" },
  "integrations.import_profile": { mapping: { fields: [] } },
  "integrations.import_run": { status: "uploaded", kind: "products" },
  "integrations.import_refusal": { verdict: "refused", facts: {}, raw: ["one"] },
}

/** A row for a table that has none, made from what the catalogue says of its columns; a table that wants more sense says so in FITTING. */
export async function plantRow(admin: Client, table: Table, known: Known): Promise<void> {
  const fitting = { ...known, ...FITTING[table.name] }
  const values = Object.fromEntries(table.columns.flatMap((column) => {
    if (column.generated || column.name in fitting === false && !column.required) return []
    return [[column.name, column.name in fitting ? fitting[column.name] : invented(column)]]
  }))
  const columns = Object.keys(values).map((name) => `"${name}"`).join(", ")
  await admin.query(`insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, $1::jsonb)`, [JSON.stringify(values)])
}

function invented({ name, type, choices }: Column): unknown {
  if (choices.length > 0) return choices[0]
  if (type === "uuid") return newId()
  if (type === "jsonb") return name === "actor" || name.endsWith("_by") ? { kind: "user", id: newId(), name: "Somebody" } : {}
  if (type === "boolean") return false
  if (type === "daterange") return "[2026-11-01,2026-12-01)"
  if (type === "date") return "2026-11-01"
  if (type.startsWith("timestamp")) return "2026-11-01T08:00:00Z"
  if (type.endsWith("[]")) return []
  if (type === "bytea") return "\\x00"
  if (type === "text") return name === "currency" ? "EUR" : name === "country" ? "DE" : `planted-${newId().slice(-8)}`
  return 1
}
