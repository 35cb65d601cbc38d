"use client"
import { ArrowLeftRight, LogOut, UserRound } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { Avatar, Button, DropdownMenu } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { signOutHere } from "../door/actions.ts"
import { useLanguageItems } from "../door/language-choice.tsx"
import { AccountSwitcher } from "./account-switcher.tsx"

/** Who one is, for whom one acts, the language, and the way out. */
export function AccountMenu({ canSwitch }: { canSwitch: boolean }) {
  const t = useTranslations("shell")
  const { user, account } = usePortal()
  const [switching, setSwitching] = useState(false)
  const [leaving, start] = useTransition()
  const languages = useLanguageItems()
  const own = [
    { label: t("profile"), icon: <UserRound aria-hidden />, href: "/settings" },
    ...(canSwitch ? [{ label: t("switchAccount"), icon: <ArrowLeftRight aria-hidden />, onSelect: () => setSwitching(true) }] : []),
  ]
  return (
    <>
      <DropdownMenu
        header={<><span className="block font-medium">{user.name}</span><span className="block text-muted">{account.name} · {account.number}</span></>}
        groups={[{ items: own }, { label: t("language"), items: languages.items }, { items: [{ label: t("signOut"), icon: <LogOut aria-hidden />, onSelect: () => start(() => signOutHere()) }] }]}
        trigger={
          <Button variant="ghost" loading={leaving || languages.pending} aria-label={t("accountMenu", { name: user.name, account: account.name })} className="max-w-56 px-1.5">
            <Avatar name={user.name} />
            <span className="min-w-0 truncate max-lg:hidden">{account.name}</span>
          </Button>
        } />
      {canSwitch && <AccountSwitcher open={switching} onOpenChange={setSwitching} />}
    </>
  )
}
