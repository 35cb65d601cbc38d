const MEMBERS = new Set(["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"])

/** Whether a country belongs to the European Union, and so to the area of its value added tax. */
export function inEuropeanUnion(country: string): boolean {
  return MEMBERS.has(country)
}
