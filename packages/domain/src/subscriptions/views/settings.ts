import type { RecurringSettings } from "../contract/settings.ts"

export type SettingsView = { readonly version: number; readonly settings: RecurringSettings; readonly zone: string }

/** `regions` where days differ within the country; `days` are those ahead, in their order. */
export type PublicHolidays = { readonly regions: readonly { readonly code: string; readonly name: string }[]; readonly days: readonly { readonly on: string; readonly name: string }[] }
