"use client"
import { Copy, KeyRound } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { KEY_PERMISSIONS } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Checkbox, CodeText, Dialog, DialogClose, Field, FieldSet, Input, toast } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { AccountChoice, type Place } from "./account-choice.tsx"

type KeyPermission = (typeof KEY_PERMISSIONS)[number]

/** Makes a key. Its token is shown once: nobody can look it up again. */
export function MintKey({ grantable }: { grantable: readonly KeyPermission[] }) {
  const t = useTranslations("team")
  const common = useTranslations("common")
  const portal = usePortal()
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const [name, setName] = useState("")
  const [place, setPlace] = useState<Place>(portal.account)
  const [chosen, setChosen] = useState<readonly KeyPermission[]>([])
  const [token, setToken] = useState<string>()
  const mint = useCommand(useTRPC().team.mintKey.mutationOptions())
  const send = async () => {
    setAsked(true)
    if (!name.trim() || chosen.length === 0) return
    const made = await mint.run({ name: name.trim(), permissions: [...chosen], accountId: place.accountId })
    if (made) setToken(made.token)
  }
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setToken(undefined)
    setName("")
    setChosen([])
    setAsked(false)
  }
  const copy = () => void navigator.clipboard.writeText(token ?? "").then(() => toast.success(t("keyCopied")))
  return (
    <Dialog open={open} onOpenChange={change} trigger={<Button icon={<KeyRound aria-hidden />}>{t("keyNew")}</Button>} title={token ? t("keyMadeTitle") : t("keyNew")} description={t("keysText")} labels={{ close: common("close") }}
      footer={token ? <DialogClose><Button variant="primary">{t("keyKept")}</Button></DialogClose> : <><DialogClose><Button>{common("cancel")}</Button></DialogClose><Button variant="primary" loading={mint.pending} onClick={() => void send()}>{t("keyMint")}</Button></>}>
      {token ? (
        <div className="grid gap-3">
          <Alert tone="warning" live>{t("keyOnce")}</Alert>
          <div className="flex items-center gap-2 rounded-md border bg-surface-sunken p-2"><CodeText className="min-w-0 flex-1">{token}</CodeText><Button size="sm" icon={<Copy aria-hidden />} onClick={copy}>{t("keyCopy")}</Button></div>
        </div>
      ) : (
        <div className="grid gap-4">
          {mint.refused && <Alert tone="danger" live>{mint.refused}</Alert>}
          <Field name="key-name" label={t("keyName")} hint={t("keyNameHint")} error={asked && !name.trim() ? t("missing") : undefined}><Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} /></Field>
          {portal.reach === "tenant" && <Field label={t("account")} hint={t(place.kind === "house" ? "houseOnly" : "oneAccount")}><AccountChoice place={place} onChoose={setPlace} /></Field>}
          <FieldSet legend={t("keyMay")} hint={t("keyMayHint")} error={asked && chosen.length === 0 ? t("keyMayMissing") : undefined}>
            {grantable.map((permission) => <Checkbox key={permission} label={t(`keyPermissions.${permission.replace(".", "_")}` as never)} checked={chosen.includes(permission)} onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, permission] : chosen.filter((each) => each !== permission))} />)}
          </FieldSet>
        </div>
      )}
    </Dialog>
  )
}
