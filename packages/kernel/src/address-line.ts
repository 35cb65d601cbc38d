/** As far as it is to be said; `country` as its reader calls it. */
type Parts = { readonly recipient?: string | undefined; readonly line1: string; readonly line2?: string | undefined; readonly postalCode: string; readonly city: string; readonly region?: string | undefined; readonly country?: string | undefined }

/** An address in one line, without its empty parts: "Elm Street 5, 60607 Chicago, IL". */
export function addressLine({ recipient = "", line1, line2 = "", postalCode, city, region = "", country = "" }: Parts): string {
  return [recipient, line1, line2, `${postalCode} ${city}`.trim(), region, country].filter((part) => part.trim() !== "").join(", ")
}
