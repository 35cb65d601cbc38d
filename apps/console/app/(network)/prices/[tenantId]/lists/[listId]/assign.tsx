"use client"
import { Alert, Badge, Button, Card, Checkbox, Dialog, FieldSet, SearchInput } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../../src/ask/use-act.ts"

type Target = { target: "account" | "group" | "tenant"; accountId: string | null; group: string | null; name: string }
type Props = { tenantId: number; listId: string; side: "sale" | "supply"; targets: readonly Target[]; groups: readonly { code: string; name: string }[]; accounts: readonly { accountId: string; number: string; name: string }[]; disabledReason: string | undefined }

const keyOf = (target: Target) => `${target.target}:${target.accountId ?? target.group ?? ""}`

/** Whom the list is for: the partner itself, everybody, a group, an account. */
export function Assign({ tenantId, listId, side, targets, groups, accounts, disabledReason }: Props) {
  const t = useTranslations("prices")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(targets.map(keyOf)))
  const [text, setText] = useState("")
  const act = useAct(trpc.prices.assign.mutationOptions(), { done: common("saved"), onDone: () => setOpen(false) })
  const toggle = (key: string, on: boolean) => setChosen((now) => new Set(on ? [...now, key] : [...now].filter((each) => each !== key)))
  const save = () => act.run({ tenantId, assignment: { listId, targets: [...chosen].map((key) => {
    const [target, id = ""] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]
    return target === "account" ? { target: "account" as const, accountId: id } : target === "group" ? { target: "group" as const, group: id } : { target: "tenant" as const }
  }) } })
  const box = (key: string, label: string) => <Checkbox key={key} label={label} checked={chosen.has(key)} onChange={(event) => toggle(key, event.currentTarget.checked)} />
  const found = accounts.filter(({ name, number }) => `${number} ${name}`.toLocaleLowerCase().includes(text.toLocaleLowerCase()))
  return (
    <Card title={t("for")} actions={disabledReason ? <Button size="sm" disabledReason={disabledReason}>{common("edit")}</Button> : (
      <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm">{common("edit")}</Button>} title={t("for")} labels={{ close: common("close") }} footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={save}>{common("save")}</Button></>}>
        <div className="grid gap-4">
          <FieldSet legend={t("wholePartner")}>{box("tenant:", side === "supply" ? t("partnerItself") : t("everybody"))}</FieldSet>
          {side === "sale" && <FieldSet legend={t("groups")}>{groups.map(({ code, name }) => box(`group:${code}`, name))}</FieldSet>}
          {side === "sale" && (
            <FieldSet legend={t("accounts")}>
              <SearchInput label={common("search")} value={text} onChange={(event) => setText(event.currentTarget.value)} labels={{ clear: common("clear") }} />
              <div className="grid max-h-56 gap-1.5 overflow-y-auto">{found.slice(0, 100).map(({ accountId, number, name }) => box(`account:${accountId}`, `${number} · ${name}`))}</div>
            </FieldSet>
          )}
          {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
        </div>
      </Dialog>
    )}>
      {targets.length === 0 ? <p className="text-sm text-muted">{t("forNobody")}</p> : <p className="flex flex-wrap gap-1.5">{targets.map((target) => <Badge key={keyOf(target)}>{target.target === "tenant" ? (side === "supply" ? t("partnerItself") : t("everybody")) : target.name}</Badge>)}</p>}
    </Card>
  )
}
