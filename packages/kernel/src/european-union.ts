/** The member states of the European Union. */
export const EUROPEAN_UNION: readonly string[] = ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
const MEMBERS = new Set(EUROPEAN_UNION)

/** Whether a country belongs to the European Union, and so to the area of its value added tax. */
export function inEuropeanUnion(country: string): boolean {
  return MEMBERS.has(country)
}
