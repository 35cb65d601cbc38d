"use client"
import { useTranslations } from "next-intl"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { Combobox, FilterBar, type ComboboxOption } from "@entrepot/ui"
import { useTRPCClient } from "#client/trpc.ts"

type Props = { /** The account that the list is narrowed to. */ chosen?: { accountId: string; name: string } | undefined; /** What else of the address belongs to the account that was chosen before. */ drops?: readonly string[] | undefined }

/** Narrows a list to one account; the address keeps it. */
export function AccountFilter({ chosen, drops = [] }: Props) {
  const t = useTranslations("accounts.narrow")
  const client = useTRPCClient()
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const hrefWith = (accountId: string | undefined) => {
    const next = new URLSearchParams(params)
    for (const name of ["cursor", ...drops]) next.delete(name)
    if (accountId) next.set("account", accountId)
    else next.delete("account")
    return next.size > 0 ? `${path}?${next.toString()}` : path
  }
  const load = async (search: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const { rows } = await client.account.list.query({ search, limit: 20 }, { signal })
    return rows.map(({ accountId, number, name }) => ({ value: accountId, label: name, detail: number }))
  }
  return (
    <FilterBar label={t("label")} className={chosen ? undefined : "sm:w-72"} active={chosen ? [{ id: "account", label: chosen.name, removeLabel: t("remove"), removeHref: hrefWith(undefined) }] : []}>
      {!chosen && <div className="w-full">
        <Combobox aria-label={t("choose")} placeholder={t("choose")} load={load} onValueChange={(accountId) => router.push(hrefWith(accountId))} labels={{ empty: t("nobody"), loading: t("loading"), failed: t("failed") }} />
      </div>}
    </FilterBar>
  )
}
