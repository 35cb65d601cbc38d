import { readFileSync } from "node:fs"
import { explainSaleTax, exportTaxRates, importTaxRates, TAX_RATE_COLUMNS } from "@entrepot/domain/pricing"
import { DELIVERY_TERMS, type SaleTreatment } from "@entrepot/domain/pricing/contract"
import { messages } from "@entrepot/domain/pricing/messages"
import { findTenantByCode } from "@entrepot/domain/provisioning"
import { optional, required, textOption, Usage, type Command, type Given } from "./command.ts"
import type { Door } from "./connect.ts"
import { inWords, table } from "./output.ts"
import { networkIdOf } from "./tenant.ts"

const whose = { network: textOption, tenant: textOption }
/** Whose rates: a partner's by its code, the distributor's own without one. */
async function entityOf(given: Given, door: Door): Promise<{ networkId: number; tenantId: number }> {
  const networkId = await networkIdOf(given, door)
  const code = optional(given, "tenant")
  return { networkId, tenantId: code === undefined ? 0 : (await door.platform((work) => findTenantByCode(work, networkId, code))).tenantId }
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8")
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`)
  }
}

const importRates: Command = {
  name: "tax-rates import", summary: "Save tax rates of countries, regions, counties, cities and districts", usage: "--network CODE [--tenant CODE] --file RATES.csv [--dry-run]", options: { ...whose, file: textOption, "dry-run": { type: "boolean" } },
  help: `The file is CSV with a header: ${TAX_RATE_COLUMNS.join(", ")}. level is country, region, county, city or
district; a country or region has no locality, postal codes and city. Postal codes are a range, as far as they go: 606 to 606 is
every code that starts with 606. An empty postal_to is postal_from, an empty city every city, an empty valid_to open. A row that
stands already is changed; send it again with valid_to to end it. One wrong row keeps the whole file out; --dry-run keeps it out
in any case and says what it would do. Without --tenant they are the distributor's, for what it supplies.`,
  run: async (given, door) => {
    const csv = textOf(required(given, "file"))
    const { networkId, tenantId } = await entityOf(given, door)
    const dryRun = given["dry-run"] === true
    const done = await door.network(networkId, (work) => importTaxRates(work, { tenantId, csv, apply: !dryRun }))
    const wrong = done.refused.map(({ line, refused, facts }) => `line ${line}: ${inWords(messages.en[refused], facts)} (${refused})`)
    const counts = `${done.created} new, ${done.changed} changed, ${done.unchanged} as they were, ${wrong.length} refused.`
    return { text: [...wrong, dryRun || wrong.length > 0 ? `Nothing was saved: ${counts}` : counts].join("\n"), json: done, exitCode: wrong.length > 0 ? 1 : 0 }
  },
}

const exportRates: Command = {
  name: "tax-rates export", summary: "Write tax rates as a file that can be imported again", usage: "--network CODE [--tenant CODE]", options: whose,
  help: "Without --tenant they are the distributor's.",
  run: async (given, door) => {
    const { networkId, tenantId } = await entityOf(given, door)
    const { csv } = await door.network(networkId, (work) => exportTaxRates(work, { tenantId }))
    return { text: csv.trimEnd(), json: { csv } }
  },
}

/** How a sale is treated, in words. */
const TREATED: Readonly<Record<SaleTreatment, string>> = {
  taxed: "taxed at the destination", home_rate: "taxed at the seller's own rate", one_stop_shop: "taxed at the destination, through the one-stop shop", exempt: "not taxed: the buyer is exempt",
  intra_community: "not taxed: the buyer owes the tax", export: "not taxed: an export", unregistered: "not taxed: the seller is not registered there",
}

const explainRate: Command = {
  name: "tax-rates explain", summary: "How a sale to an address is taxed on a day, whose rates they are, and which registration decides", usage: "--network CODE --tenant CODE --country CC --on YYYY-MM-DD [--region CODE] [--postal-code CODE] [--city NAME] [--category CODE] [--buyer-number NUMBER] [--exempt] [--terms dap|ddp]",
  options: { ...whose, country: textOption, on: textOption, region: textOption, "postal-code": textOption, city: textOption, category: textOption, "buyer-number": textOption, exempt: { type: "boolean" }, terms: textOption },
  help: "Without --buyer-number the buyer is a consumer; without --terms those hold that the tenant has.",
  run: async (given, door) => {
    const [on, terms] = [required(given, "on"), DELIVERY_TERMS.find((one) => one === optional(given, "terms")) ?? null]
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new Usage("--on is a day, YYYY-MM-DD.")
    const to = { country: required(given, "country"), region: optional(given, "region") ?? "", postalCode: optional(given, "postal-code") ?? "", city: optional(given, "city") ?? "" }
    const ask = { to, taxCategory: optional(given, "category") ?? "standard", buyer: { taxId: optional(given, "buyer-number") ?? "", exempt: given["exempt"] === true, terms }, on }
    required(given, "tenant")
    const { networkId, tenantId } = await entityOf(given, door)
    const found = await door.network(networkId, (work) => explainSaleTax(work, { ...ask, tenantId }))
    const { law, charged, by } = found
    const rates = law.parts.length === 0 ? "No rate is kept of it." : `${table(law.parts, [["level", (part) => part.level], ["locality", (part) => part.locality || to.country], ["label", (part) => part.label], ["percent", (part) => part.percent]])}\n\n${law.percent} % in all.`
    const why = `${charged.percent} % is charged: ${TREATED[charged.treatment]}${charged.terms ? ` (${charged.terms.toUpperCase()})` : ""}${by ? `, by the registration ${by.kind} ${by.country}${by.region && `-${by.region}`}${by.number && ` ${by.number}`} of ${by.validFrom}` : ""}.`
    return { text: `${rates}\n${why}`, json: found }
  },
}

export const taxRateCommands: readonly Command[] = [importRates, exportRates, explainRate]
