"use client"
import { Alert, Badge, Card, EmptyState, IconButton, Switch, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { ArrowDown, ArrowUp, Percent } from "lucide-react"
import { useTranslations } from "next-intl"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { RuleForm, type Rule } from "./rule-form.tsx"

type Choice = { value: string; label: string }
type Props = { tenantId: number; side: "supply" | "sale"; rules: readonly Rule[]; groups: Choice[]; categories: Choice[] }

/** Percentages over sets of products: a handful of rows instead of a price per product and partner. */
export function Rules({ tenantId, side, rules, groups, categories }: Props) {
  const t = useTranslations("prices")
  const trpc = useTRPC()
  const { signedPercent, day, number } = useFormats()
  const order = useAct(trpc.prices.orderRules.mutationOptions())
  const toggle = useAct(trpc.prices.setRuleActive.mutationOptions())
  const move = (at: number, by: number) => {
    const ruleIds = rules.map(({ ruleId }) => ruleId)
    const [id] = ruleIds.splice(at, 1)
    if (id) ruleIds.splice(at + by, 0, id)
    order.run({ tenantId, order: { side, ruleIds } })
  }
  const target = (rule: Rule) => (rule.target === "category" ? (categories.find(({ value }) => value === rule.categoryPath)?.label.trim() ?? rule.categoryPath) : rule.target === "brand" ? rule.brand : rule.target === "product" ? t("oneProduct") : t("everything"))
  const refused = order.refused ?? toggle.refused
  return (
    <Card title={t(`tabs.${side}`)} description={t(`ruleLead.${side}`)} flush actions={<RuleForm tenantId={tenantId} side={side} groups={groups} categories={categories} />}>
      {refused && <Alert tone="danger" live className="m-3">{refused}</Alert>}
      {rules.length === 0 ? <EmptyState level={3} icon={<Percent />} title={t("noRules")} description={t(`noRulesText.${side}`)} /> : (
        <Table caption={t(`tabs.${side}`)} stack>
          <THead><TR><TH align="end">{t("position")}</TH><TH>{t("rule")}</TH><TH>{t("on")}</TH><TH>{t("group")}</TH><TH>{t("basis")}</TH><TH align="end">{t("fromQuantity")}</TH><TH align="end">{t("percent")}</TH><TH>{t("valid")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {rules.map((rule, at) => (
              <TR key={rule.ruleId} className={rule.active ? "" : "text-muted"}>
                <TD label={t("position")} align="end" muted>{at + 1}</TD>
                <TH scope="row" className="font-medium">{rule.name} {!rule.active && <Badge>{t("off")}</Badge>}</TH>
                <TD label={t("on")}>{target(rule)}</TD>
                <TD label={t("group")} muted>{rule.accountGroup ? (groups.find(({ value }) => value === rule.accountGroup)?.label ?? rule.accountGroup) : t("everyGroup")}</TD>
                <TD label={t("basis")} muted>{t(`bases.${rule.basis}`)}</TD>
                <TD label={t("fromQuantity")} align="end">{number(rule.minQuantity)}</TD>
                <TD label={t("percent")} align="end" className="font-medium">{signedPercent(rule.percent)}</TD>
                <TD label={t("valid")} muted className="whitespace-nowrap">{day(rule.validFrom)}{rule.validTo && ` – ${day(rule.validTo)}`}</TD>
                <TD align="end">
                  <span className="inline-flex items-center gap-1">
                    <Switch label={t("inForce", { name: rule.name })} hideLabel checked={rule.active} onCheckedChange={(active) => toggle.run({ tenantId, rule: { ruleId: rule.ruleId, version: rule.version, active } })} />
                    <IconButton label={t("up", { name: rule.name })} icon={<ArrowUp aria-hidden />} disabledReason={at === 0 ? t("isFirst") : undefined} onClick={() => move(at, -1)} />
                    <IconButton label={t("down", { name: rule.name })} icon={<ArrowDown aria-hidden />} disabledReason={at === rules.length - 1 ? t("isLast") : undefined} onClick={() => move(at, 1)} />
                    <RuleForm key={rule.version} tenantId={tenantId} side={side} rule={rule} groups={groups} categories={categories} />
                  </span>
                </TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}
