"use client"
import { useTranslations } from "next-intl"
import { AddressChoice, AddressFilters } from "./address-filters.tsx"

type Props = {
  /** Whose words: its filters, search, clearSearch and sort. */
  words: "orders" | "invoices"
  /** The first is what the list has without asking. */
  sorts: readonly string[]
}

/** Searches and sorts a list. */
export function ListFilters({ words, sorts }: Props) {
  const t = useTranslations(words)
  return (
    <AddressFilters labels={{ filters: t("filters"), search: t("search"), clear: t("clearSearch") }}>
      <AddressChoice name="sort" label={t("sort.label")} otherwise={sorts[0] ?? ""} options={sorts.map((value) => ({ value, label: t(`sort.${value}` as never) }))} />
    </AddressFilters>
  )
}
