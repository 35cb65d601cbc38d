import { readFileSync } from "node:fs"
import { importLocalTaxRates, LOCAL_TAX_COLUMNS, taxRates } from "@entrepot/domain/pricing"
import { messages } from "@entrepot/domain/pricing/messages"
import { findTenantByCode } from "@entrepot/domain/provisioning"
import { optional, required, textOption, Usage, type Command, type Given } from "./command.ts"
import type { Door } from "./connect.ts"
import { inWords, table } from "./output.ts"
import { networkIdOf } from "./tenant.ts"

const whose = { network: textOption, tenant: textOption }
async function tenantOf(given: Given, door: Door): Promise<{ networkId: number; tenantId: number }> {
  const networkId = await networkIdOf(given, door)
  const { tenantId } = await door.platform((work) => findTenantByCode(work, networkId, required(given, "tenant")))
  return { networkId, tenantId }
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8")
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`)
  }
}

const importRates: Command = {
  name: "tax-rates import", summary: "Save a tenant's tax rates of counties, cities and districts", usage: "--network CODE --tenant CODE --file RATES.csv [--dry-run]", options: { ...whose, file: textOption, "dry-run": { type: "boolean" } },
  help: `The file is CSV with a header: ${LOCAL_TAX_COLUMNS.join(", ")}. level is county, city or district. Postal codes are a range,
as far as they go: 606 to 606 is every code that starts with 606. An empty postal_to is postal_from, an empty city every
city, an empty valid_to open. A row that stands already is changed; send it again with valid_to to end it. One wrong row keeps
the whole file out; --dry-run keeps it out in any case and says what it would do.`,
  run: async (given, door) => {
    const csv = textOf(required(given, "file"))
    const { networkId, tenantId } = await tenantOf(given, door)
    const dryRun = given["dry-run"] === true
    const done = await door.network(networkId, (work) => importLocalTaxRates(work, { tenantId, csv, dryRun }))
    const wrong = done.refused.map(({ line, refused, facts }) => `line ${line}: ${inWords(messages.en[refused], facts)} (${refused})`)
    const counts = `${done.created} new, ${done.changed} changed, ${done.unchanged} as they were, ${wrong.length} refused.`
    return { text: [...wrong, dryRun || wrong.length > 0 ? `Nothing was saved: ${counts}` : counts].join("\n"), json: done, exitCode: wrong.length > 0 ? 1 : 0 }
  },
}

const explainRate: Command = {
  name: "tax-rates explain", summary: "What tax applies at an address on a day, and whose it is", usage: "--network CODE --tenant CODE --country CC --on YYYY-MM-DD [--region CODE] [--postal-code CODE] [--city NAME] [--category CODE]",
  options: { ...whose, country: textOption, on: textOption, region: textOption, "postal-code": textOption, city: textOption, category: textOption },
  run: async (given, door) => {
    const on = required(given, "on")
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) throw new Usage("--on is a day, YYYY-MM-DD.")
    const ask = { country: required(given, "country"), region: optional(given, "region") ?? "", postalCode: optional(given, "postal-code"), city: optional(given, "city"), taxCategory: optional(given, "category") ?? "standard" }
    const { networkId, tenantId } = await tenantOf(given, door)
    const [rate] = await door.network(networkId, (work) => taxRates(work, [ask], on, tenantId))
    const parts = rate?.parts ?? []
    const text = parts.length === 0 ? "No rate applies: nothing is collected there." : `${table(parts, [["level", (part) => part.level], ["locality", (part) => part.locality || ask.country], ["label", (part) => part.label], ["percent", (part) => part.percent]])}\n\n${rate!.percent} % in all.`
    return { text, json: rate }
  },
}

export const taxRateCommands: readonly Command[] = [importRates, explainRate]
