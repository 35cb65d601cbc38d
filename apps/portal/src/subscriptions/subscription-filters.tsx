"use client"
import { useTranslations } from "next-intl"
import { AddressFilters } from "../list/address-filters.tsx"

/** Narrows the list by number or name. */
export function SubscriptionFilters() {
  const t = useTranslations("subscriptions")
  return <AddressFilters labels={{ filters: t("filters"), search: t("search"), clear: t("clearSearch") }} />
}
