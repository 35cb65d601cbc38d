"use client"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { Button, Combobox, Dialog, DialogClose, Field, type ComboboxOption } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPCClient } from "../client/trpc.ts"
import { actFor } from "../door/actions.ts"

/** Acts for another account from now on: its prices, its cart, its addresses. */
export function AccountSwitcher({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell")
  const { account } = usePortal()
  const client = useTRPCClient()
  const [chosen, setChosen] = useState<ComboboxOption>()
  const [going, start] = useTransition()
  const load = async (search: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const found = await client.session.accounts.query({ search }, { signal })
    return found.map(({ accountId, number, name }) => ({ value: accountId, label: name, detail: number }))
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("switchTitle")} description={t("switchText")} size="sm" labels={{ close: t("close") }}
      footer={<>
        <DialogClose><Button>{t("cancel")}</Button></DialogClose>
        <Button variant="primary" loading={going} disabledReason={!chosen || chosen.value === account.accountId ? t("switchFirst") : undefined} onClick={() => chosen && start(() => actFor(chosen.value))}>{t("switchAction")}</Button>
      </>}>
      <Field label={t("account")}>
        <Combobox value={chosen?.value ?? account.accountId} valueLabel={chosen?.label ?? account.name} onValueChange={(_value, option) => setChosen(option)} load={load}
          labels={{ empty: t("noAccountFound"), loading: t("searching"), failed: t("searchFailed") }} />
      </Field>
    </Dialog>
  )
}
