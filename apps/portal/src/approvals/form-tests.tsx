"use client"
import { useTranslations } from "next-intl"
import { Button, Input, RadioGroup, Select } from "@entrepot/ui"
import type { PolicyForm, PolicyTest } from "@entrepot/domain/approvals/contract"
import { usePortal } from "#client/portal.tsx"

type Fact = PolicyTest["fact"]
const FACTS = ["total", "line_total", "line_quantity", "margin", "line_margin", "below_floor", "category", "sku", "ship_to_country", "new_address", "account_group", "po", "always"] as const satisfies readonly Fact[]

/** Conditions for people who write none: a fact, and what about it. */
export function FormTests({ form, onChange }: { form: PolicyForm; onChange: (form: PolicyForm) => void }) {
  const t = useTranslations("approvals.form")
  const { tenant } = usePortal()
  const set = (index: number, test: PolicyTest) => onChange({ ...form, tests: form.tests.map((each, at) => (at === index ? test : each)) })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t("when")}</legend>
      {form.tests.map((test, index) => (
        <div key={index} className="flex flex-wrap items-center gap-2">
          <Select aria-label={t("fact")} className="w-auto" value={test.fact} onChange={(event) => set(index, emptyTest(event.currentTarget.value as Fact, tenant.currency))} options={FACTS.map((fact) => ({ value: fact, label: t(`facts.${fact}`) }))} />
          <TestValue test={test} onChange={(next) => set(index, next)} />
          {form.tests.length > 1 && <Button size="sm" variant="ghost" onClick={() => onChange({ ...form, tests: form.tests.filter((_, at) => at !== index) })}>{t("drop")}</Button>}
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        {form.tests.length < 12 && <Button size="sm" onClick={() => onChange({ ...form, tests: [...form.tests, emptyTest("total", tenant.currency)] })}>{t("add")}</Button>}
        {form.tests.length > 1 && <RadioGroup name="match" inline value={form.match} onValueChange={(match) => onChange({ ...form, match: match as PolicyForm["match"] })} options={[{ value: "all", label: t("matchAll") }, { value: "any", label: t("matchAny") }]} />}
      </div>
    </fieldset>
  )
}

function TestValue({ test, onChange }: { test: PolicyTest; onChange: (test: PolicyTest) => void }) {
  const t = useTranslations("approvals.form")
  const list = (text: string) => text.split(",").map((each) => each.trim()).filter(Boolean)
  switch (test.fact) {
    case "total": case "line_total": return <Input aria-label={t("amount")} className="w-36" align="end" inputMode="decimal" suffix={test.currency} value={test.amount} onChange={(event) => onChange({ ...test, amount: event.currentTarget.value })} />
    case "line_quantity": return <Input aria-label={t("quantity")} className="w-28" align="end" inputMode="decimal" value={test.quantity} onChange={(event) => onChange({ ...test, quantity: event.currentTarget.value })} />
    case "margin": case "line_margin": return <Input aria-label={t("percent")} className="w-28" align="end" inputMode="decimal" suffix="%" value={test.percent} onChange={(event) => onChange({ ...test, percent: event.currentTarget.value })} />
    case "category": return <Input aria-label={t("paths")} placeholder={t("paths")} defaultValue={test.paths.join(", ")} onBlur={(event) => onChange({ ...test, paths: list(event.currentTarget.value) })} />
    case "sku": return <Input aria-label={t("skus")} placeholder={t("skus")} defaultValue={test.skus.join(", ")} onBlur={(event) => onChange({ ...test, skus: list(event.currentTarget.value) })} />
    case "account_group": return <Input aria-label={t("groups")} placeholder={t("groups")} defaultValue={test.groups.join(", ")} onBlur={(event) => onChange({ ...test, groups: list(event.currentTarget.value) })} />
    case "ship_to_country": return (
      <>
        <Select aria-label={t("isOrNot")} className="w-auto" value={test.is} onChange={(event) => onChange({ ...test, is: event.currentTarget.value as "one_of" | "none_of" })} options={[{ value: "one_of", label: t("oneOf") }, { value: "none_of", label: t("noneOf") }]} />
        <Input aria-label={t("countries")} placeholder={t("countries")} className="w-36" defaultValue={test.countries.join(", ")} onBlur={(event) => onChange({ ...test, countries: list(event.currentTarget.value.toUpperCase()) })} />
      </>
    )
    default: return null
  }
}

function emptyTest(fact: Fact, currency: string): PolicyTest {
  switch (fact) {
    case "total": case "line_total": return { fact, is: "more_than", amount: "1000", currency }
    case "line_quantity": return { fact, is: "more_than", quantity: "100" }
    case "margin": case "line_margin": return { fact, is: "less_than", percent: "10" }
    case "category": return { fact, is: "one_of", paths: [] }
    case "sku": return { fact, is: "one_of", skus: [] }
    case "account_group": return { fact, is: "one_of", groups: [] }
    case "ship_to_country": return { fact, is: "none_of", countries: [] }
    case "po": return { fact, is: "missing" }
    default: return { fact }
  }
}
