import { automation, withWork, type Work } from "@entrepot/db"
import { cloneDatabase, type TestDatabase } from "@entrepot/db/testing"
import { createNetwork, PLATFORM_PERMISSIONS } from "../tenancy/index.ts"
import { StampParams, type RequestStamp } from "./contract.ts"
import { publishStandardTemplates } from "./templates.ts"

export const operator = { ...automation("test"), kind: "operator" as const, id: "01900000-0000-7000-8000-000000000001", name: "Olga Operator", permissions: new Set(Object.keys(PLATFORM_PERMISSIONS)) }

/** An empty network called Nordwerk with the standard templates published. */
export type Platform = { readonly database: TestDatabase; readonly platform: <T>(task: (work: Work) => Promise<T>, permissions?: readonly string[]) => Promise<T> }

export async function createPlatform(): Promise<Platform> {
  const database = await cloneDatabase()
  const platform: Platform["platform"] = (task, permissions) => withWork(database.pools.platform, { audience: "platform" }, permissions ? { ...operator, permissions: new Set(permissions) } : operator, task)
  await platform(async (work) => {
    await createNetwork(work, { networkId: 1, code: "nordwerk", name: "Nordwerk", currency: "EUR", zone: "Europe/Berlin", locale: "de" })
    await createNetwork(work, { networkId: 2, code: "suedwerk", name: "Südwerk", currency: "EUR", zone: "Europe/Vienna", locale: "de" })
    await publishStandardTemplates(work)
  })
  return { database, platform }
}

/** A request for a dealer of this code, with anything else changed. */
export function dealer(code: string, changes: Partial<StampParams> = {}): RequestStamp {
  const params = StampParams.parse({
    code, name: `Dental ${code}`, legalName: `Dental ${code} GmbH`, host: `${code}.localhost:3000`,
    account: { address: { line1: "Lindenhof 1", city: "Berlin", postalCode: "10115" }, creditLimit: "50000.00" },
    invitations: [{ email: `admin@${code}.example`, name: "Anna Admin" }, { email: `buyer@${code}.example`, name: "Bo Buyer", role: "dealer_buyer", locale: "en" }], ...changes,
  })
  return { key: `stamp-${code}`, networkId: 1, templateCode: "dealer", params }
}
