"use client"
import { useTranslations } from "next-intl"
import { useRef } from "react"
import { Combobox, type ComboboxOption } from "@entrepot/ui"
import { useTRPCClient } from "../client/trpc.ts"

export type Place = { accountId: string; name: string; kind: "house" | "customer" }

/** One of the tenant's accounts, found by number or name. */
export function AccountChoice({ place, onChoose }: { place: Place; onChoose: (place: Place) => void }) {
  const t = useTranslations("team")
  const client = useTRPCClient()
  const found = useRef(new Map<string, Place>())
  const load = async (search: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const accounts = await client.session.accounts.query({ search }, { signal })
    for (const account of accounts) found.current.set(account.accountId, account)
    return accounts.map(({ accountId, number, name }) => ({ value: accountId, label: name, detail: number }))
  }
  return (
    <Combobox value={place.accountId} valueLabel={place.name} load={load} placeholder={t("chooseAccount")}
      onValueChange={(value) => { const next = value && found.current.get(value); if (next) onChoose(next) }}
      labels={{ empty: t("noAccountFound"), loading: t("searching"), failed: t("searchFailed") }} />
  )
}
