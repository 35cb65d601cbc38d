"use client"
import { useRouter } from "next/navigation"
import { Select, type SelectOption } from "@entrepot/ui"

/** Another month of the same page; the address keeps it, so that it can be sent. */
export function PeriodFilter({ label, path, value, options, all }: { label: string; path: string; value: string; options: readonly SelectOption[]; all?: string }) {
  const router = useRouter()
  return <Select aria-label={label} className="w-auto" value={value} options={options} {...(all && { placeholder: all })} onChange={({ currentTarget }) => router.push(currentTarget.value ? `${path}?period=${currentTarget.value}` : path)} />
}
