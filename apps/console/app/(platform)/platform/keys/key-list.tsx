"use client"
import { Alert, Badge, Button, Card, Checkbox, CodeText, ConfirmDialog, Dialog, DialogClose, EmptyState, Field, FieldSet, Input, StatusBadge, Table, TBody, TD, TH, THead, toast, TR } from "@entrepot/ui"
import { Copy, KeyRound } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useFormats } from "../../../../src/format/client.ts"

export type Key = { keyId: string; prefix: string; name: string; permissions: readonly string[]; createdBy: { name: string }; createdAt: string; lastUsedAt: string | null; revokedAt: string | null }

export function KeyList({ keys, own }: { keys: readonly Key[]; own: readonly string[] }) {
  const t = useTranslations("keys")
  const { since, instant } = useFormats()
  return (
    <div className="grid gap-4">
      <MintKey own={own} />
      <Card flush>
        {keys.length === 0 ? <EmptyState icon={<KeyRound />} title={t("empty")} description={t("emptyText")} /> : (
          <Table caption={t("title")} stack>
            <THead><TR><TH>{t("name")}</TH><TH>{t("prefix")}</TH><TH>{t("may")}</TH><TH>{t("made")}</TH><TH>{t("used")}</TH><TH>{t("state")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
            <TBody>
              {keys.map((key) => (
                <TR key={key.keyId}>
                  <TH scope="row">{key.name}</TH>
                  <TD label={t("prefix")}><CodeText>{key.prefix}…</CodeText></TD>
                  <TD label={t("may")}><span className="flex flex-wrap gap-1">{key.permissions.map((permission) => <Badge key={permission}>{t(`permissions.${permission.replaceAll(".", "_")}` as never)}</Badge>)}</span></TD>
                  <TD label={t("made")} muted>{key.createdBy.name}, {instant(key.createdAt)}</TD>
                  <TD label={t("used")} muted>{key.lastUsedAt ? <time suppressHydrationWarning dateTime={key.lastUsedAt}>{since(key.lastUsedAt)}</time> : t("never")}</TD>
                  <TD label={t("state")}><StatusBadge tone={key.revokedAt ? "neutral" : "success"}>{key.revokedAt ? t("revoked") : t("valid")}</StatusBadge></TD>
                  <TD align="end">{!key.revokedAt && <RevokeKey keyId={key.keyId} name={key.name} />}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
    </div>
  )
}

function RevokeKey({ keyId, name }: { keyId: string; name: string }) {
  const t = useTranslations("keys")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.apiKeys.revoke.mutationOptions(), { done: t("revokedDone", { name }), onDone: () => setOpen(false) })
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} tone="danger" trigger={<Button size="sm" variant="ghost">{t("revoke")}</Button>} title={t("revokeTitle", { name })} description={t("revokeText")}
      confirmLabel={t("revoke")} cancelLabel={common("cancel")} loading={act.pending} onConfirm={() => act.run({ keyId })}>
      {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
    </ConfirmDialog>
  )
}

/** The token is shown once: nobody can look it up again. */
function MintKey({ own }: { own: readonly string[] }) {
  const t = useTranslations("keys")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState("")
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asked, setAsked] = useState(false)
  const [token, setToken] = useState<string>()
  const act = useAct(trpc.apiKeys.mint.mutationOptions(), { onDone: (key) => { setToken(key.token); setName(""); setChosen([]); setAsked(false) } })
  const mint = () => {
    setAsked(true)
    if (name.trim() && chosen.length > 0) act.run({ name: name.trim(), permissions: [...chosen] })
  }
  const copy = () => void navigator.clipboard.writeText(token ?? "").then(() => toast.success(common("copied")))
  const close = (next: boolean) => { setOpen(next); if (!next) { setToken(undefined); act.reset() } }
  return (
    <Dialog open={open} onOpenChange={close} trigger={<Button variant="primary" className="justify-self-start">{t("new")}</Button>} title={token ? t("madeTitle") : t("new")} labels={{ close: common("close") }}
      footer={token ? <DialogClose><Button variant="primary">{t("keptIt")}</Button></DialogClose> : <Button variant="primary" loading={act.pending} onClick={mint}>{t("mint")}</Button>}>
      {token ? (
        <div className="grid gap-3">
          <Alert tone="warning" live>{t("onceOnly")}</Alert>
          <div className="flex items-center gap-2 rounded-md border bg-surface-sunken p-2"><CodeText className="min-w-0 flex-1">{token}</CodeText><Button size="sm" icon={<Copy aria-hidden />} onClick={copy}>{common("copy")}</Button></div>
        </div>
      ) : (
        <div className="grid gap-4">
          <Field name="key-name" label={t("name")} hint={t("nameHint")} error={asked && !name.trim() ? t("nameMissing") : undefined}><Input value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} /></Field>
          <FieldSet legend={t("may")} hint={t("mayHint")} error={asked && chosen.length === 0 ? t("mayMissing") : undefined}>
            {own.map((permission) => <Checkbox key={permission} label={t(`permissions.${permission.replaceAll(".", "_")}` as never)} checked={chosen.includes(permission)} onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, permission] : chosen.filter((each) => each !== permission))} />)}
          </FieldSet>
          {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
        </div>
      )}
    </Dialog>
  )
}
