"use client"
import { useLocale, useTimeZone } from "next-intl"
import { useMemo } from "react"
import { formatsFor, type Formats } from "../format.ts"

export function useFormats(): Formats {
  const locale = useLocale()
  const zone = useTimeZone() ?? "UTC"
  return useMemo(() => formatsFor(locale, zone), [locale, zone])
}
