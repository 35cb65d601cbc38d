"use client"
import { useLocale, useTimeZone } from "next-intl"
import { formatsFor, type Formats } from "./formats.ts"

/** The reader's formats, in an island. */
export function useFormats(): Formats {
  return formatsFor(useLocale(), useTimeZone() ?? "UTC")
}
