/** How numbers for value added tax are written, without blanks, dots and dashes, each with an example of its form. */
const SHAPES: Readonly<Record<string, readonly [shape: RegExp, example: string]>> = {
  AT: [/^ATU\d{8}$/, "ATU12345678"], BE: [/^BE[01]\d{9}$/, "BE0123456789"], BG: [/^BG\d{9,10}$/, "BG123456789"], CH: [/^CHE\d{9}(MWST|TVA|IVA|VAT)?$/, "CHE-123.456.789 MWST"], CY: [/^CY\d{8}[A-Z]$/, "CY12345678X"],
  CZ: [/^CZ\d{8,10}$/, "CZ12345678"], DE: [/^DE\d{9}$/, "DE123456789"], DK: [/^DK\d{8}$/, "DK12345678"], EE: [/^EE\d{9}$/, "EE123456789"], ES: [/^ES[A-Z0-9]\d{7}[A-Z0-9]$/, "ESX12345678"],
  FI: [/^FI\d{8}$/, "FI12345678"], FR: [/^FR[A-HJ-NP-Z0-9]{2}\d{9}$/, "FR12345678901"], GB: [/^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, "GB123456789"], GR: [/^EL\d{9}$/, "EL123456789"], HR: [/^HR\d{11}$/, "HR12345678901"],
  HU: [/^HU\d{8}$/, "HU12345678"], IE: [/^IE(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/, "IE1234567A"], IT: [/^IT\d{11}$/, "IT12345678901"], LT: [/^LT(\d{9}|\d{12})$/, "LT123456789"], LU: [/^LU\d{8}$/, "LU12345678"],
  LV: [/^LV\d{11}$/, "LV12345678901"], MT: [/^MT\d{8}$/, "MT12345678"], NL: [/^NL[A-Z0-9+*]{10}\d{2}$/, "NL123456789B01"], NO: [/^(NO)?\d{9}(MVA)?$/, "NO123456789MVA"], PL: [/^PL\d{10}$/, "PL1234567890"],
  PT: [/^PT\d{9}$/, "PT123456789"], RO: [/^RO\d{2,10}$/, "RO12345678"], SE: [/^SE\d{12}$/, "SE123456789001"], SI: [/^SI\d{8}$/, "SI12345678"], SK: [/^SK\d{10}$/, "SK1234567890"],
}

/** Whether a number can be one for tax in a country. Where its form is not known here, any that is not empty can. */
export function isTaxNumber(country: string, number: string): boolean {
  const plain = number.toUpperCase().replaceAll(/[\s.-]/g, "")
  return plain !== "" && (SHAPES[country]?.[0].test(plain) ?? true)
}

/** What such a number looks like, where that is known. */
export const taxNumberExample = (country: string): string | undefined => SHAPES[country]?.[1]

/** The countries whose form is known. */
export const TAX_NUMBER_COUNTRIES: readonly string[] = Object.keys(SHAPES)
