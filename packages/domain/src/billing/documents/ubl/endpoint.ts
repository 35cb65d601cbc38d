import type { ElectronicAddress, Party } from "../parts.ts"

/** The scheme of the EAS code list whose addresses are a country's VAT numbers. */
const VAT_SCHEMES: Readonly<Record<string, string>> = {
  AT: "9914", BE: "9925", BG: "9926", CH: "9927", CY: "9928", CZ: "9929", DE: "9930", EE: "9931", FR: "9957", GB: "9932", GR: "9933", HR: "9934", HU: "9910", IE: "9935", IT: "0211", LI: "9936", LT: "9937",
  LU: "9938", LV: "9939", MT: "9943", NL: "9944", PL: "9945", PT: "9946", RO: "9947", SI: "9949", SK: "9950",
}

/** Where a party is reached: as it said itself, else by mail, else under its VAT number. */
export function endpointOf({ endpoint, email, vatId }: Party): ElectronicAddress | undefined {
  if (endpoint) return endpoint
  if (email) return { scheme: "EM", id: email }
  const scheme = VAT_SCHEMES[vatId?.slice(0, 2) ?? ""]
  return scheme && vatId ? { scheme, id: vatId } : undefined
}
