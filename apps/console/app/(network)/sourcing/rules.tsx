"use client"
import { Alert, Badge, Card, EmptyState, IconButton, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { ArrowDown, ArrowUp, Route, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"
import { RuleForm, type Rule } from "./rule-form.tsx"
import { TryRules } from "./try-rules.tsx"

type Choice = { value: string; label: string }

/** The first rule that matches a ship-to decides. Order is everything, so it is moved by hand and can be tried before. */
export function Rules({ rules, warehouses, disabledReason }: { rules: readonly Rule[]; warehouses: Choice[]; disabledReason: string | undefined }) {
  const t = useTranslations("sourcing")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const order = useAct(trpc.stock.orderRules.mutationOptions())
  const remove = useAct(trpc.stock.removeRule.mutationOptions(), { done: t("removed") })
  const names = new Map(warehouses.map(({ value, label }) => [value, label]))
  const move = (at: number, by: number) => {
    const ids = rules.map(({ ruleId }) => ruleId)
    const [id] = ids.splice(at, 1)
    if (id) ids.splice(at + by, 0, id)
    order.run({ ruleIds: ids })
  }
  const refused = order.refused ?? remove.refused
  return (
    <Card title={t("rules")} description={t("rulesLead")} flush actions={<><TryRules rules={rules} warehouses={warehouses} /><RuleForm warehouses={warehouses} disabledReason={disabledReason} /></>}>
      {refused && <Alert tone="danger" live className="m-3">{refused}</Alert>}
      {rules.length === 0 ? <EmptyState level={3} icon={<Route />} title={t("noRules")} description={t("noRulesText")} /> : (
        <Table caption={t("rules")} stack>
          <THead><TR><TH align="end">{t("position")}</TH><TH>{t("rule")}</TH><TH>{t("shipTo")}</TH><TH>{t("strategy")}</TH><TH>{t("from")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {rules.map((rule, at) => (
              <TR key={rule.ruleId} className={rule.active ? "" : "text-muted"}>
                <TD label={t("position")} align="end">{at + 1}</TD>
                <TH scope="row" className="font-medium">{rule.name} {!rule.active && <Badge>{t("inactive")}</Badge>}</TH>
                <TD label={t("shipTo")}>{rule.shipToCountry || t("everywhere")}</TD>
                <TD label={t("strategy")}>{t(`strategies.${rule.strategy}`)}</TD>
                <TD label={t("from")} muted>{rule.warehouseIds.length === 0 ? t("anyWarehouse") : rule.warehouseIds.map((id) => names.get(id) ?? "?").join(" → ")}</TD>
                <TD align="end">
                  <span className="inline-flex gap-1">
                    <IconButton label={t("up", { name: rule.name })} icon={<ArrowUp aria-hidden />} disabledReason={disabledReason ?? (at === 0 ? t("isFirst") : undefined)} onClick={() => move(at, -1)} />
                    <IconButton label={t("down", { name: rule.name })} icon={<ArrowDown aria-hidden />} disabledReason={disabledReason ?? (at === rules.length - 1 ? t("isLast") : undefined)} onClick={() => move(at, 1)} />
                    <RuleForm key={rule.version} rule={rule} warehouses={warehouses} disabledReason={disabledReason} />
                    <IconButton label={`${common("remove")}: ${rule.name}`} icon={<Trash2 aria-hidden />} loading={remove.pending} disabledReason={disabledReason} onClick={() => remove.run({ ruleId: rule.ruleId })} />
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
