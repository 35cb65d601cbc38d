"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Checkbox, Dialog, Field, FieldSet, Form, FormActions, Input, RadioGroup, Textarea } from "@entrepot/ui"
import type { PolicyRow } from "@entrepot/domain/approvals"
import { conditionOf, type PolicyDraft, type PolicyForm } from "@entrepot/domain/approvals/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { FormTests } from "./form-tests.tsx"
import { TryOut } from "./try-out.tsx"

type Props = { facts: Readonly<Record<string, string>>; policy?: PolicyRow; position: number; label: string }
type Level = PolicyDraft["levels"][number]
const ROLES = ["dealer_admin", "dealer_approver", "dealer_finance", "account_admin", "account_approver"] as const
const FIRST_TEST: PolicyForm["tests"][number] = { fact: "total", is: "more_than", amount: "1000", currency: "EUR" }

/** A rule by form or in CEL, its levels, and what it would have done to past orders before it is saved. */
export function PolicyEditor({ facts, policy, position, label }: Props) {
  const t = useTranslations("approvals.policy")
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen} size="xl" title={policy ? t("editTitle", { name: policy.name }) : t("new")} labels={{ close: t("close") }} trigger={<Button size={policy ? "sm" : "md"}>{label}</Button>}>
      {open && <Editor facts={facts} position={position} {...(policy && { policy })} onSaved={() => setOpen(false)} />}
    </Dialog>
  )
}

function Editor({ facts, policy, position, onSaved }: Omit<Props, "label"> & { onSaved: () => void }) {
  const t = useTranslations("approvals.policy")
  const [name, setName] = useState(policy?.name ?? "")
  const [by, setBy] = useState<"form" | "cel">(policy && !policy.form ? "cel" : "form")
  const [form, setForm] = useState<PolicyForm>(policy?.form ?? { match: "all", tests: [FIRST_TEST] })
  const [cel, setCel] = useState(policy?.condition ?? conditionOf(form))
  const [levels, setLevels] = useState<readonly Level[]>(policy?.levels ?? [{ name: "", mode: "any", roles: [] }])
  const save = useCommand(useTRPC().policies.save.mutationOptions(), { done: t("saved") })
  const draft: PolicyDraft = { name: name.trim(), condition: by === "form" ? form : cel, levels: levels.map((level) => ({ ...level, roles: [...level.roles] })), position }
  const missing = draft.name === "" ? t("nameMissing") : levels.some((level) => level.roles.length === 0 || level.name.trim() === "") ? t("levelMissing") : undefined
  const setLevel = (index: number, change: Partial<Level>) => setLevels(levels.map((level, at) => (at === index ? { ...level, ...change } : level)))
  return (
    <Form onSubmit={(event) => { event.preventDefault(); if (!missing) void save.run({ ...draft, ...(policy && { policyId: policy.policyId, expectedVersion: policy.version }) }).then((done) => done && onSaved()) }}>
      <Field label={t("name")} required><Input value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} /></Field>
      <RadioGroup name="by" inline value={by} onValueChange={(value) => { setBy(value as "form" | "cel"); if (value === "cel") setCel(conditionOf(form)) }} options={[{ value: "form", label: t("byForm") }, { value: "cel", label: t("byCel") }]} />
      {by === "form" ? <FormTests form={form} onChange={setForm} /> : (
        <Field label={t("condition")} hint={t("conditionHint", { facts: Object.keys(facts).join(", ") })} required><Textarea rows={3} spellCheck={false} className="font-mono" maxLength={1000} value={cel} onChange={(event) => setCel(event.currentTarget.value)} /></Field>
      )}
      {levels.map((level, index) => (
        <FieldSet key={index} legend={t("level", { level: index + 1 })}>
          <Field label={t("levelName")} required><Input value={level.name} maxLength={80} onChange={(event) => setLevel(index, { name: event.currentTarget.value })} /></Field>
          <div className="flex flex-wrap gap-x-4 gap-y-1">{ROLES.map((role) => <Checkbox key={role} label={t(`roles.${role}`)} checked={level.roles.includes(role)} onChange={(event) => setLevel(index, { roles: event.currentTarget.checked ? [...level.roles, role] : level.roles.filter((each) => each !== role) })} />)}</div>
          <RadioGroup name={`mode-${index}`} inline value={level.mode} onValueChange={(mode) => setLevel(index, { mode: mode as Level["mode"] })} options={[{ value: "any", label: t("anyOf") }, { value: "all", label: t("allOf") }]} />
          {levels.length > 1 && <Button size="sm" variant="ghost" onClick={() => setLevels(levels.filter((_, at) => at !== index))}>{t("dropLevel")}</Button>}
        </FieldSet>
      ))}
      {levels.length < 6 && <Button type="button" onClick={() => setLevels([...levels, { name: "", mode: "any", roles: [] }])}>{t("addLevel")}</Button>}
      <TryOut draft={draft} policyId={policy?.policyId} disabledReason={missing} />
      {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={save.pending} disabledReason={missing}>{t("save")}</Button></FormActions>
    </Form>
  )
}
