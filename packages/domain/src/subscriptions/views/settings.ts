import type { RecurringSettings } from "../contract/settings.ts"

export type LeftOutHoliday = { readonly rule: string; readonly name: string }

export type SettingsView = {
  readonly version: number; readonly settings: RecurringSettings; readonly zone: string
  /** Whose public holidays the calendar follows, how far it reaches, and what the partner took out for good; null follows nobody's. */
  readonly holidayRule: { readonly country: string; readonly region: string | null; readonly until: string; readonly leftOut: readonly string[] } | null
  /** The last holiday of a calendar that follows nobody's, where it is near or over: nothing comes after it by itself. */
  readonly holidaysEndOn: string | null
}

/** `until`: how far a calendar that follows them is kept up. `regions` where days differ within the country; `days` are those ahead, in their order. */
export type PublicHolidays = { readonly until: string; readonly regions: readonly { readonly code: string; readonly name: string }[]; readonly days: readonly { readonly on: string; readonly name: string }[] }
