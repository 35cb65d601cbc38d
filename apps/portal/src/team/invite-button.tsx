"use client"
import { UserPlus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@entrepot/ui"
import { InviteDialog } from "./invite-dialog.tsx"
import type { RoleChoice } from "./role-choice.ts"

export function InviteButton({ roles }: { roles: readonly RoleChoice[] }) {
  const t = useTranslations("team")
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setOpen(true)}>{t("invite")}</Button>
      {open && <InviteDialog roles={roles} onClose={() => setOpen(false)} />}
    </>
  )
}
