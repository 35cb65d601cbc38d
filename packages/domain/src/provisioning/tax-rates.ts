import type { ReleaseBody } from "./schemas.ts"

type Rates = ReleaseBody["taxRates"]["value"]

/** VAT per country as [label, standard, reduced], valid in 2026. */
const VAT: Readonly<Record<string, readonly [label: string, standard: string, reduced: string]>> = {
  AT: ["USt", "20", "10"], BE: ["TVA", "21", "6"], CH: ["MWST", "8.1", "2.6"], CZ: ["DPH", "21", "12"], DE: ["USt", "19", "7"], DK: ["moms", "25", "25"],
  ES: ["IVA", "21", "10"], FI: ["ALV", "25.5", "14"], FR: ["TVA", "20", "5.5"], GB: ["VAT", "20", "5"], IE: ["VAT", "23", "13.5"], IT: ["IVA", "22", "10"],
  LU: ["TVA", "17", "8"], NL: ["btw", "21", "9"], PL: ["VAT", "23", "8"], PT: ["IVA", "23", "6"], SE: ["moms", "25", "12"],
}

/** General sales tax of the states of the USA in percent, without what counties and cities add. */
const SALES_TAX: Readonly<Record<string, string>> = {
  AL: "4", AR: "6.5", AZ: "5.6", CA: "7.25", CO: "2.9", CT: "6.35", DC: "6", FL: "6", GA: "4", HI: "4", IA: "6", ID: "6", IL: "6.25", IN: "7", KS: "6.5", KY: "6", LA: "5",
  MA: "6.25", MD: "6", ME: "5.5", MI: "6", MN: "6.875", MO: "4.225", MS: "7", NC: "4.75", ND: "5", NE: "5.5", NJ: "6.625", NM: "4.875", NV: "6.85", NY: "4", OH: "5.75", OK: "4.5",
  PA: "6", RI: "7", SC: "6", SD: "4.2", TN: "7", TX: "6.25", UT: "6.1", VA: "5.3", VT: "6", WA: "6.5", WI: "5", WV: "6", WY: "4",
}

/** What the standard templates know. A state without a sales tax falls back to the country's row, which is 0. */
export const STANDARD_TAX_RATES: Rates = [
  ...Object.entries(VAT).flatMap(([country, [label, standard, reduced]]) => [
    { country, region: "", taxCategory: "standard", label: `${label} ${standard} %`, percent: standard },
    { country, region: "", taxCategory: "reduced", label: `${label} ${reduced} %`, percent: reduced },
  ]),
  ...["standard", "reduced"].flatMap((taxCategory) => [
    { country: "US", region: "", taxCategory, label: "No state sales tax", percent: "0" },
    ...Object.entries(SALES_TAX).map(([region, percent]) => ({ country: "US", region, taxCategory, label: `${region} sales tax`, percent })),
  ]),
]
