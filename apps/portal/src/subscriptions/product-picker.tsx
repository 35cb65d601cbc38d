"use client"
import { Combobox, Field, type ComboboxOption } from "@entrepot/ui"
import { useTRPCClient } from "#client/trpc.ts"
import { useSay } from "./use-say.ts"

export type Picked = { readonly productId: string; readonly sku: string; readonly name: string }

type Props = {
  label: string; hint?: string | undefined; value?: Picked | undefined; onPick: (picked: Picked) => void
  /** Whose catalogue; the one that is acted for where it is left out. */
  accountId?: string | undefined
}

/** Finds a product by number or name, as in the catalogue of the account. */
export function ProductPicker({ label, hint, value, onPick, accountId }: Props) {
  const t = useSay()
  const client = useTRPCClient()
  const load = async (q: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const hits = await client.catalog.suggest.query({ accountId, q }, { signal })
    return hits.map(({ productId, sku, name }) => ({ value: productId, label: `${sku} ${name}`, detail: undefined }))
  }
  return (
    <Field label={label} hint={hint}>
      <Combobox value={value?.productId} valueLabel={value ? `${value.sku} ${value.name}` : ""} load={load} aria-label={label}
        onValueChange={(productId, option) => {
          const [sku = "", ...name] = (option?.label ?? "").split(" ")
          if (productId) onPick({ productId, sku, name: name.join(" ") })
        }}
        labels={{ empty: t("picker.empty"), loading: t("picker.loading"), failed: t("picker.failed") }} />
    </Field>
  )
}
