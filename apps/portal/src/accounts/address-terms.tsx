"use client"
import { useTranslations } from "next-intl"
import { Alert, Select } from "@entrepot/ui"
import type { Address } from "@entrepot/domain/tenancy"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"

const TERMS = ["dap", "ddp"] as const

/** Who imports what goes to one address of a buyer; what is agreed for it decides before the account's terms. */
export function AddressTerms({ address: { accountId, addressId, label, deliveryTerms } }: { address: Pick<Address, "accountId" | "addressId" | "label" | "deliveryTerms"> }) {
  const t = useTranslations("taxes")
  const { run, pending, refused } = useCommand(useTRPC().account.setAddressTerms.mutationOptions(), { done: t("address.saved") })
  return (
    <>
      <Select aria-label={t("address.label", { address: label })} className="mt-1 w-full" value={deliveryTerms ?? ""} disabled={pending}
        options={[{ value: "", label: t("address.usual") }, ...TERMS.map((value) => ({ value, label: t(`account.${value}`) }))]}
        onChange={({ currentTarget }) => void run({ accountId, addressId, deliveryTerms: TERMS.find((one) => one === currentTarget.value) ?? null })} />
      {refused && <Alert tone="danger" live>{refused}</Alert>}
    </>
  )
}
