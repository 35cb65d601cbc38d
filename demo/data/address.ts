export type Address = {
  readonly street: string
  readonly extra: string | null
  readonly postalCode: string
  readonly city: string
  /** State or region, where a postal address names one. */
  readonly region: string | null
  readonly country: string
}

export function address(street: string, postalCode: string, city: string, country: string, region: string | null = null, extra: string | null = null): Address {
  return { street, extra, postalCode, city, region, country }
}
