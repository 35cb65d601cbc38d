"use client"
import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { AccountGroup } from "@entrepot/domain/tenancy"
import { Button } from "@entrepot/ui"
import { AccountDialog } from "./account-dialog.tsx"

export function NewAccountButton({ groups }: { groups: readonly AccountGroup[] }) {
  const t = useTranslations("accounts")
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>{t("add")}</Button>
      {open && <AccountDialog groups={groups} onClose={() => setOpen(false)} />}
    </>
  )
}
