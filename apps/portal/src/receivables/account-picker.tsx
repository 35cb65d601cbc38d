"use client"
import { useTranslations } from "next-intl"
import { Combobox, type ComboboxOption } from "@entrepot/ui"
import { useTRPCClient } from "#client/trpc.ts"

export type Picked = { readonly accountId: string; readonly name: string }
type Props = { picked: Picked | undefined; onPick: (picked: Picked | undefined) => void; placeholder?: string }

/** One of the customers, by number or name. The dealer's own account owes nothing and is left out. */
export function AccountPicker({ picked, onPick, placeholder }: Props) {
  const t = useTranslations("receivables.pick")
  const client = useTRPCClient()
  const load = async (search: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const { rows } = await client.account.list.query({ search, limit: 20 }, { signal })
    return rows.filter(({ kind }) => kind === "customer").map(({ accountId, number, name }) => ({ value: accountId, label: name, detail: number }))
  }
  return (
    <Combobox value={picked?.accountId} valueLabel={picked?.name} load={load} placeholder={placeholder ?? t("choose")} labels={{ empty: t("none"), loading: t("searching"), failed: t("failed") }}
      onValueChange={(value, option) => onPick(value && option ? { accountId: value, name: option.label } : undefined)} />
  )
}
