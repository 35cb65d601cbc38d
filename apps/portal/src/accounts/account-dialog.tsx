"use client"
import { useTranslations } from "next-intl"
import { useState, type FormEvent } from "react"
import type { Account, AccountGroup } from "@entrepot/domain/tenancy"
import { createAccount, saveAccount } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Checkbox, Dialog, Field, FieldSet, Form, FormRow, Input, RadioGroup, Select } from "@entrepot/ui"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"

/** Opens an account, or changes the terms of one; its number stays for good, because documents carry it. */
export function AccountDialog({ account, groups, onClose }: { account?: Account; groups: readonly AccountGroup[]; onClose: () => void }) {
  const t = useTranslations("accounts")
  const taxes = useTranslations("taxes")
  const common = useTranslations("common")
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const { run, pending, refused } = useSave(account, setMissing)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    if (await run({ ...Object.fromEntries(form), deliveryTerms: form.get("deliveryTerms") || null, taxExempt: form.has("taxExempt"), prepaid: form.has("prepaid") })) onClose()
  }
  const error = (name: string) => missing.has(name) && t("missing")
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={account ? t("editTitle", { name: account.name }) : t("addTitle")} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button type="submit" form="account" variant="primary" loading={pending}>{common("save")}</Button></>}>
      <Form id="account" onSubmit={(event) => void submit(event)}>
        {refused && <Alert tone="danger" live>{refused}</Alert>}
        <FormRow>
          <Field label={t("number")} name="number" hint={!account && t("numberHint")} error={error("number")}><Input name="number" defaultValue={account?.number} readOnly={account !== undefined} autoComplete="off" /></Field>
          <Field label={t("group")} name="accountGroup" error={error("accountGroup")}><Select name="accountGroup" defaultValue={account?.accountGroup ?? "standard"} options={groups.map(({ code, name }) => ({ value: code, label: name }))} /></Field>
        </FormRow>
        <Field label={t("name")} name="name" error={error("name")}><Input name="name" defaultValue={account?.name} autoComplete="off" /></Field>
        <Field label={t("taxId")} name="taxId" optionalLabel={common("optional")}><Input name="taxId" defaultValue={account?.taxId ?? ""} autoComplete="off" /></Field>
        <Field label={taxes("account.label")} name="deliveryTerms" hint={taxes("account.hint")}><Select name="deliveryTerms" defaultValue={account?.deliveryTerms ?? ""} options={[{ value: "", label: taxes("account.usual") }, ...(["dap", "ddp"] as const).map((value) => ({ value, label: taxes(`account.${value}`) }))]} /></Field>
        <FieldSet legend={t("poPolicy")}>
          <RadioGroup name="poPolicy" defaultValue={account?.poPolicy ?? "optional"} options={(["optional", "required", "unique"] as const).map((value) => ({ value, label: t(`po.${value}`), hint: t(`poHint.${value}`) }))} />
        </FieldSet>
        <FieldSet legend={t("terms")}>
          <Checkbox name="prepaid" label={t("prepaid")} hint={t("prepaidHint")} defaultChecked={account?.prepaid} />
          <Checkbox name="taxExempt" label={t("taxExempt")} defaultChecked={account?.taxExempt} />
        </FieldSet>
        {account && <FieldSet legend={t("status")}><RadioGroup name="status" defaultValue={account.status} options={(["active", "blocked"] as const).map((value) => ({ value, label: t(`statuses.${value}`), hint: t(`statusHint.${value}`) }))} /></FieldSet>}
      </Form>
    </Dialog>
  )
}

function useSave(account: Account | undefined, setMissing: (fields: ReadonlySet<string>) => void) {
  const t = useTranslations("accounts")
  const trpc = useTRPC()
  const create = useCommand(trpc.account.create.mutationOptions(), { done: t("saved") })
  const save = useCommand(trpc.account.save.mutationOptions(), { done: t("saved") })
  const run = async (fields: Record<string, unknown>): Promise<boolean> => {
    const input = account ? saveAccount.safeParse({ ...fields, accountId: account.accountId }) : createAccount.safeParse(fields)
    setMissing(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path[0]))))
    if (!input.success) return false
    return Boolean("accountId" in input.data ? await save.run(input.data) : await create.run(input.data))
  }
  return { run, pending: create.pending || save.pending, refused: create.refused ?? save.refused }
}
