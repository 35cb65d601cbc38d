"use client"
import { Pencil } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { Account, AccountGroup } from "@entrepot/domain/tenancy"
import { Button } from "@entrepot/ui"
import { AccountDialog } from "./account-dialog.tsx"

export function EditAccountButton({ account, groups }: { account: Account; groups: readonly AccountGroup[] }) {
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>{common("edit")}</Button>
      {open && <AccountDialog account={account} groups={groups} onClose={() => setOpen(false)} />}
    </>
  )
}
