"use client"
import { useTranslations } from "next-intl"
import type { SelectOption } from "@entrepot/ui"
import { AddressChoice, AddressFilters } from "../list/address-filters.tsx"

/** Narrows the rates by place and category. */
export function RateFilters({ countries, categories }: { countries: readonly SelectOption[]; categories: readonly string[] }) {
  const t = useTranslations("taxSetup")
  const choice = (name: string, label: string, options: readonly SelectOption[]) => <AddressChoice name={name} label={label} options={[{ value: "", label }, ...options]} />
  return (
    <AddressFilters labels={{ filters: t("filters"), search: t("search"), clear: t("clearSearch") }}>
      {choice("country", t("allCountries"), countries)}
      {choice("category", t("allCategories"), categories.map((value) => ({ value, label: value })))}
    </AddressFilters>
  )
}
