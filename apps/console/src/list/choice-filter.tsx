"use client"
import { Select, type SelectOption } from "@entrepot/ui"
import { useParams } from "./use-params.ts"

/** One choice that is always made: whose catalogue, whose prices. */
export function ChoiceFilter({ label, name, options, value }: { label: string; name: string; options: readonly SelectOption[]; value: string }) {
  const { put } = useParams()
  return <Select aria-label={label} value={value} onChange={(event) => put({ [name]: event.currentTarget.value || undefined })} options={options} className="sm:w-64" />
}
