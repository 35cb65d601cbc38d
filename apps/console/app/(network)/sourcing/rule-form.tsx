"use client"
import { Alert, Button, Checkbox, Dialog, Field, FieldSet, Input, RadioGroup } from "@entrepot/ui"
import { STRATEGIES } from "@entrepot/domain/inventory/contract"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"

export type Rule = { ruleId: string; version: number; name: string; shipToCountry: string; strategy: (typeof STRATEGIES)[number]; warehouseIds: readonly string[]; active: boolean }

export function RuleForm({ rule, warehouses, disabledReason }: { rule?: Rule; warehouses: { value: string; label: string }[]; disabledReason: string | undefined }) {
  const t = useTranslations("sourcing")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ name: rule?.name ?? "", shipToCountry: rule?.shipToCountry ?? "", strategy: rule?.strategy ?? ("nearest_complete" as Rule["strategy"]), warehouseIds: [...(rule?.warehouseIds ?? [])], active: rule?.active ?? true })
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.stock.saveRule.mutationOptions(), { done: common("saved"), onDone: () => setOpen(false) })
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const wrong = { name: !form.name.trim(), country: !/^([A-Z]{2})?$/.test(form.shipToCountry), listed: form.strategy === "listed" && form.warehouseIds.length === 0 }
  const run = () => {
    setAsked(true)
    if (!wrong.name && !wrong.country && !wrong.listed) act.run({ ...form, name: form.name.trim(), ...(rule && { ruleId: rule.ruleId, version: rule.version }) })
  }
  const label = rule ? common("edit") : t("addRule")
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{label}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant={rule ? "ghost" : "primary"}>{label}</Button>} title={rule?.name ?? t("addRule")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("rule")} name="rule-name" error={asked && wrong.name ? common("required", { field: t("rule") }) : undefined}><Input value={form.name} maxLength={100} onChange={(event) => put({ name: event.currentTarget.value })} /></Field>
        <Field label={t("shipTo")} name="rule-country" hint={t("shipToHint")} error={asked && wrong.country ? t("wrong.country") : undefined}><Input value={form.shipToCountry} maxLength={2} onChange={(event) => put({ shipToCountry: event.currentTarget.value.toUpperCase() })} className="w-24" /></Field>
        <FieldSet legend={t("strategy")}>
          <RadioGroup name={`strategy-${rule?.ruleId ?? "new"}`} value={form.strategy} onValueChange={(strategy) => put({ strategy: strategy as Rule["strategy"] })} options={STRATEGIES.map((value) => ({ value, label: t(`strategies.${value}`), hint: t(`strategyHints.${value}`) }))} />
        </FieldSet>
        <FieldSet legend={t("from")} hint={t("fromHint")} error={asked && wrong.listed ? t("listMissing") : undefined}>
          {warehouses.map(({ value, label: name }) => {
            const place = form.warehouseIds.indexOf(value)
            return <Checkbox key={value} label={place < 0 ? name : `${name} (${place + 1})`} checked={place >= 0} onChange={(event) => put({ warehouseIds: event.currentTarget.checked ? [...form.warehouseIds, value] : form.warehouseIds.filter((id) => id !== value) })} />
          })}
        </FieldSet>
        <Checkbox label={t("ruleActive")} checked={form.active} onChange={(event) => put({ active: event.currentTarget.checked })} />
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
