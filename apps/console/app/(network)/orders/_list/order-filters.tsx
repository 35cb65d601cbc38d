"use client"
import { useTranslations } from "next-intl"
import { SearchFilter, SelectFilter, TextFilter } from "../../../../src/list/filters.tsx"

export function OrderFilters({ tenants }: { tenants: { value: string; label: string }[] }) {
  const t = useTranslations("orders")
  return (
    <>
      <SearchFilter label={t("search")} />
      {tenants.length > 0 && <SelectFilter label={t("tenant")} name="tenant" options={tenants} />}
      <SelectFilter label={t("age")} name="age" all={t("anyAge")} options={[1, 3, 7, 14, 30].map((days) => ({ value: String(days), label: t("atLeastDays", { days }) }))} />
      <TextFilter label={t("minValue")} name="value" inputMode="numeric" />
      <SelectFilter label={t("sort")} name="sort" all={t("sorts.newest")} options={(["oldest", "value"] as const).map((value) => ({ value, label: t(`sorts.${value}`) }))} />
    </>
  )
}
