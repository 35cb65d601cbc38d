import { addTaxRegistration, endTaxRegistration, listTaxRegistrations, setDeliveryTerms } from "@entrepot/domain/pricing"
import { AddTaxRegistration, EndTaxRegistration, SetDeliveryTerms } from "@entrepot/domain/pricing/contract"
import { findTenantByCode } from "@entrepot/domain/provisioning"
import { optional, required, textOption, Usage, type Command, type Given } from "./command.ts"
import type { Door } from "./connect.ts"
import { table } from "./output.ts"
import { networkIdOf } from "./tenant.ts"

/** The legal entity that is meant: a partner by its code, the distributor without one. */
async function entityOf(given: Given, door: Door): Promise<{ networkId: number; tenantId: number }> {
  const networkId = await networkIdOf(given, door)
  const code = optional(given, "tenant")
  return { networkId, tenantId: code === undefined ? 0 : (await door.platform((work) => findTenantByCode(work, networkId, code))).tenantId }
}

const whose = { network: textOption, tenant: textOption }
const place = { ...whose, kind: textOption, country: textOption, region: textOption }

function read<T>(schema: { safeParse: (value: unknown) => { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } } }, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new Usage(`--${String(result.error.issues[0]?.path[0] ?? "")} is wrong.`)
  return result.data
}

const placeOf = (given: Given) => ({ kind: optional(given, "kind") ?? "local", country: required(given, "country"), region: optional(given, "region") ?? "", validFrom: required(given, "from") })

const list: Command = {
  name: "tax-registrations list", summary: "Where a legal entity is and was registered for tax", usage: "--network CODE [--tenant CODE]", options: whose,
  help: "Without --tenant it is the distributor.",
  run: async (given, door) => {
    const { networkId, tenantId } = await entityOf(given, door)
    const found = await door.network(networkId, (work) => listTaxRegistrations(work, { tenantId }))
    const text = found.rows.length === 0 ? "It is registered nowhere, and charges no tax." : table(found.rows, [["kind", (row) => row.kind], ["country", (row) => row.country], ["region", (row) => row.region], ["number", (row) => row.number], ["from", (row) => row.validFrom], ["until", (row) => row.validTo ?? ""]])
    return { text, json: found }
  },
}

const add: Command = {
  name: "tax-registrations add", summary: "Register a legal entity for tax from a day on", usage: "--network CODE [--tenant CODE] [--kind local|oss] --country CC [--region CODE] --number NUMBER --from YYYY-MM-DD [--until YYYY-MM-DD]", options: { ...place, number: textOption, from: textOption, until: textOption },
  help: "oss is the Union's one-stop shop, with the member state that it is registered in. Without --tenant it is the distributor.",
  run: async (given, door) => {
    const { networkId, tenantId } = await entityOf(given, door)
    const input = read(AddTaxRegistration, { ...placeOf(given), number: required(given, "number"), validTo: optional(given, "until") ?? null })
    await door.network(networkId, (work) => addTaxRegistration(work, { ...input, tenantId }))
    return { text: `Registered from ${input.validFrom} on.` }
  },
}

const end: Command = {
  name: "tax-registrations end", summary: "Say the last day of a tax registration", usage: "--network CODE [--tenant CODE] [--kind local|oss] --country CC [--region CODE] --from YYYY-MM-DD --until YYYY-MM-DD", options: { ...place, from: textOption, until: textOption },
  run: async (given, door) => {
    const { networkId, tenantId } = await entityOf(given, door)
    const input = read(EndTaxRegistration, { ...placeOf(given), validTo: required(given, "until") })
    await door.network(networkId, (work) => endTaxRegistration(work, { ...input, tenantId }))
    return { text: `Ends on ${input.validTo}.` }
  },
}

const terms: Command = {
  name: "delivery-terms set", summary: "Say who imports where an account of a partner says nothing", usage: "--network CODE --tenant CODE --terms dap|ddp", options: { ...whose, terms: textOption },
  run: async (given, door) => {
    required(given, "tenant")
    const { networkId, tenantId } = await entityOf(given, door)
    const input = read(SetDeliveryTerms, { terms: required(given, "terms") })
    await door.network(networkId, (work) => setDeliveryTerms(work, { ...input, tenantId }))
    return { text: input.terms === "ddp" ? "The seller imports where it is registered." : "The buyer imports." }
  },
}

export const taxRegistrationCommands: readonly Command[] = [list, add, end, terms]
