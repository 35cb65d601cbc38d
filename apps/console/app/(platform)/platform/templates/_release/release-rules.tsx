import { Badge, Card, CodeText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { ReleaseBody } from "@entrepot/domain/provisioning/contract"
import { cadenceText } from "@entrepot/domain/subscriptions/contract"
import { getLocale, getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { getFormats } from "../../../../../src/format/server.ts"

type Mode = "locked" | "bounded" | "free"
type Rule = { target: string; categoryPath?: string | undefined; brand?: string | undefined; accountGroup: string }

/** The rules that a tenant is stamped with, set by set. */
export async function ReleaseRules({ body }: { body: ReleaseBody }) {
  const [t, { signedPercent, weekday }, locale] = await Promise.all([getTranslations("templates"), getFormats(), getLocale()])
  const targetOf = (rule: Rule) => [rule.categoryPath ?? rule.brand ?? t("everything"), rule.accountGroup && t("forGroup", { group: rule.accountGroup })].filter(Boolean).join(" · ")
  const plain = (percent: string) => signedPercent(percent).replace("+", "")
  const priceOf = (policy: ReleaseBody["plans"]["value"][number]["pricePolicy"]) => {
    if (policy.policy === "index") return t("planPrices.index", { code: policy.seriesCode, floor: plain(policy.floorPercent), cap: plain(policy.capPercent), months: policy.everyMonths })
    return policy.policy === "current_within" ? t("planPrices.current_within", { floor: plain(policy.floorPercent), cap: plain(policy.capPercent) }) : t(`planPrices.${policy.policy}`)
  }
  return (
    <div className="grid gap-5">
      <RuleSet title={t("sets.priceRules")} mode={body.priceRules.mode} heads={[t("rule"), t("side"), t("target"), t("basis"), t("from"), t("percent")]}
        rows={body.priceRules.value.map((rule) => [rule.name, t(`sides.${rule.side}`), targetOf(rule), t(`bases.${rule.basis}`), rule.minQuantity, signedPercent(rule.percent)])} />
      <RuleSet title={t("sets.segments")} mode={body.segments.mode} heads={[t("effect"), t("target")]} rows={body.segments.value.map((rule) => [t(`effects.${rule.effect}`), targetOf(rule)])} />
      <RuleSet title={t("sets.approvalPolicies")} mode={body.approvalPolicies.mode} heads={[t("rule"), t("condition"), t("levels")]}
        rows={body.approvalPolicies.value.map((policy) => [policy.name, <CodeText key="condition">{policy.condition}</CodeText>, policy.levels.map((level) => `${level.name} (${t(`levelModes.${level.mode}`)}: ${level.roles.join(", ")})`).join(" → ")])} />
      <RuleSet title={t("sets.plans")} mode={body.plans.mode} heads={[t("plan"), t("code"), t("rhythm"), t("planPrice"), t("off"), t("planTerm")]} rows={body.plans.value.map((plan) => [
        plan.names[locale as "en"], <CodeText key="code">{plan.code}</CodeText>, plan.cadences.map((cadence) => cadenceText(cadence, t as never, { weekday })).join(", ") || t("anyRhythm"),
        priceOf(plan.pricePolicy), plain(plan.discountPercent), plan.termMonths ? t("months", { months: plan.termMonths }) : t("openEnded"),
      ])} />
      <RuleSet title={t("sets.roles")} mode={body.roles.mode} heads={[t("role"), t("reach"), t("permissions")]}
        rows={body.roles.value.map((role) => [role.names[locale as "en"], t(`reaches.${role.reach}`), <span key="permissions" className="text-muted">{role.permissions.join(", ")}</span>])} />
      <RuleSet title={t("sets.accountGroups")} mode={body.accountGroups.mode} heads={[t("group"), t("code")]} rows={body.accountGroups.value.map((group) => [group.name, group.code])} />
      <RuleSet title={t("sets.taxRates")} mode={body.taxRates.mode} folded heads={[t("rate"), t("area"), t("category"), t("percent")]}
        rows={body.taxRates.value.map((rate) => [rate.label, [rate.country, rate.region].filter(Boolean).join("-"), rate.taxCategory, plain(rate.percent)])} />
    </div>
  )
}

async function RuleSet({ title, mode, heads, rows, folded }: { title: string; mode: Mode; heads: string[]; rows: ReactNode[][]; folded?: boolean }) {
  const t = await getTranslations("templates")
  const table = (
    <Table caption={title} stack density="tight" {...(folded && { maxHeight: "24rem" })}>
      <THead sticky={Boolean(folded)}><TR>{heads.map((head) => <TH key={head}>{head}</TH>)}</TR></THead>
      <TBody>{rows.map((cells, at) => <TR key={at}>{cells.map((cell, place) => (place === 0 ? <TH key={place} scope="row">{cell}</TH> : <TD key={place} label={heads[place]}>{cell}</TD>))}</TR>)}</TBody>
    </Table>
  )
  return (
    <Card title={<span className="flex items-center gap-2">{title}<Badge>{rows.length}</Badge></span>} actions={<Badge tone={mode === "locked" ? "warning" : mode === "bounded" ? "info" : "neutral"}>{t(`ruleModes.${mode}`)}</Badge>} flush>
      {rows.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t("noRules")}</p> : folded ? <details className="px-4 py-2"><summary className="touch-target w-fit rounded-sm text-sm text-muted hover:text-text">{t("showAll", { count: rows.length })}</summary>{table}</details> : table}
    </Card>
  )
}
