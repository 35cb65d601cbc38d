/**
 * The rough middle of a country, in degrees: [latitude, longitude]. Good to about a hundred kilometres, which is enough
 * to say which of several warehouses is nearer to a ship-to that nobody has located.
 */
const CENTRES: Readonly<Record<string, readonly [number, number]>> = {
  AD: [42.5, 1.6], AE: [24, 54], AL: [41, 20], AR: [-34, -64], AT: [47.3, 13.3], AU: [-25, 134], BA: [44, 18], BE: [50.8, 4.5], BG: [43, 25],
  BR: [-10, -55], BY: [53.5, 28], CA: [60, -96], CH: [47, 8], CL: [-30, -71], CN: [35, 105], CO: [4, -72], CR: [10, -84], CY: [35, 33],
  CZ: [49.8, 15.5], DE: [51, 10], DK: [56, 10], DO: [19, -70.7], DZ: [28, 3], EC: [-2, -77.5], EE: [59, 26], EG: [27, 30], ES: [40, -4],
  FI: [64, 26], FR: [46.5, 2.5], GB: [54, -2], GE: [42, 43.5], GI: [36.1, -5.4], GR: [39, 22], HK: [22.3, 114.2], HR: [45.2, 15.5], HU: [47, 20],
  ID: [-5, 120], IE: [53, -8], IL: [31.5, 34.8], IN: [20, 77], IQ: [33, 44], IR: [32, 53], IS: [65, -18], IT: [42.8, 12.8], JO: [31, 36],
  JP: [36, 138], KE: [1, 38], KR: [37, 127.5], KW: [29.5, 47.8], KZ: [48, 68], LB: [33.8, 35.8], LI: [47.2, 9.5], LT: [56, 24], LU: [49.8, 6.2],
  LV: [57, 25], MA: [32, -5], MC: [43.7, 7.4], MD: [47, 29], ME: [42.5, 19.3], MK: [41.8, 22], MT: [35.9, 14.4], MX: [23, -102], MY: [2.5, 112.5],
  NG: [10, 8], NL: [52.2, 5.5], NO: [62, 10], NZ: [-41, 174], OM: [21, 57], PA: [9, -80], PE: [-10, -76], PH: [13, 122], PK: [30, 70], PL: [52, 20],
  PT: [39.5, -8], QA: [25.5, 51.3], RO: [46, 25], RS: [44, 21], RU: [60, 100], SA: [25, 45], SE: [62, 15], SG: [1.4, 103.8], SI: [46.1, 14.9],
  SK: [48.7, 19.5], SM: [43.9, 12.4], TH: [15, 100], TN: [34, 9], TR: [39, 35], TW: [23.5, 121], UA: [49, 32], US: [39.8, -98.6], UY: [-33, -56],
  VE: [8, -66], VN: [16, 106], XK: [42.6, 20.9], ZA: [-29, 24],
}

/** Undefined for a country that is not listed; such a ship-to has no near and no far. */
export function countryCentre(country: string): { readonly latitude: number; readonly longitude: number } | undefined {
  const centre = CENTRES[country]
  return centre && { latitude: centre[0], longitude: centre[1] }
}
