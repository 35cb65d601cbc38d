import { countryCentre } from "./country-centre.ts"

/** Where goods go. Coordinates are degrees; without them the country alone says how near a warehouse is. */
export type Destination = { readonly country: string; readonly latitude?: number | null | undefined; readonly longitude?: number | null | undefined }

type Place = { readonly latitude: number; readonly longitude: number }

const EARTH_KILOMETRES = 6_371

/** Great-circle distance in kilometres (haversine formula). */
function kilometresBetween(from: Place, to: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const dLatitude = radians(to.latitude - from.latitude)
  const dLongitude = radians(to.longitude - from.longitude)
  const a = Math.sin(dLatitude / 2) ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLongitude / 2) ** 2
  return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(a)))
}

export type Sited = Place & { readonly country: string; readonly code: string }

/**
 * Warehouses from near to far. A located ship-to is measured; one without coordinates goes to warehouses of its own
 * country first, then by the distance from the country's middle. Equal ones stand in the order of their codes, so that
 * the same question always gets the same answer.
 */
export function nearestFirst<W extends Sited>(warehouses: readonly W[], destination: Destination): W[] {
  const { country, latitude, longitude } = destination
  const located = typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : undefined
  const origin = located ?? countryCentre(country)
  const ranked = warehouses.map((warehouse) => ({
    warehouse,
    abroad: !located && warehouse.country !== country ? 1 : 0,
    kilometres: origin ? kilometresBetween(origin, warehouse) : 0,
  }))
  ranked.sort((a, b) => a.abroad - b.abroad || a.kilometres - b.kilometres || (a.warehouse.code < b.warehouse.code ? -1 : 1))
  return ranked.map(({ warehouse }) => warehouse)
}
