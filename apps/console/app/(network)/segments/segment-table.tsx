"use client"
import { Card, CodeText, EmptyState, Link, Stat, StatGrid, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { BookOpen } from "lucide-react"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../src/format/client.ts"
import { RemoveSegment } from "./remove-segment.tsx"
import type { Choice, Segment } from "./rule-input.ts"
import { SegmentForm } from "./segment-form.tsx"

type Props = { tenantId: number; partner: string; rules: readonly Segment[]; products: number; groups: Choice[]; categories: Choice[]; brands: Choice[] }

/** The rules of one catalogue. Their order means nothing: something takes a product in, and nothing takes it out. */
export function SegmentTable({ tenantId, partner, rules, products, ...choices }: Props) {
  const t = useTranslations("segments")
  const { number } = useFormats()
  const group = (code: string) => (code === "" ? t("everyGroup") : (choices.groups.find(({ value }) => value === code)?.label ?? code))
  return (
    <>
      <StatGrid><Stat label={t("inCatalogue", { partner })} value={number(products)} hint={t("inCatalogueHint")} href="/products?status=active" /></StatGrid>
      <Card flush title={t("rules")} description={t("rulesLead")} actions={<SegmentForm tenantId={tenantId} rules={rules} {...choices} />}>
        {rules.length === 0 ? <EmptyState level={3} icon={<BookOpen />} title={t("empty")} description={t("emptyText", { partner })} /> : (
          <Table caption={t("rules")} stack>
            <THead><TR><TH>{t("rule")}</TH><TH>{t("effect")}</TH><TH>{t("target")}</TH><TH>{t("group")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
            <TBody>
              {rules.map((rule) => (
                <TR key={rule.ruleId}>
                  <TH scope="row" className="font-medium"><About rule={rule} /></TH>
                  <TD label={t("effect")}><StatusBadge tone={rule.effect === "include" ? "success" : "warning"}>{t(`effects.${rule.effect}`)}</StatusBadge></TD>
                  <TD label={t("target")} muted>{t(`targets.${rule.target}`)}</TD>
                  <TD label={t("group")} muted>{group(rule.accountGroup)}</TD>
                  <TD align="end"><span className="inline-flex gap-1"><SegmentForm key={rule.version} tenantId={tenantId} rule={rule} rules={rules} {...choices} /><RemoveSegment tenantId={tenantId} rule={rule} rules={rules} /></span></TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
    </>
  )
}

function About({ rule }: { rule: Segment }) {
  const t = useTranslations("segments")
  if (rule.target === "all") return <>{t("targets.all")}</>
  if (rule.target === "product") return <><Link tone="quiet" href={`/products/${rule.productId}`}><CodeText>{rule.sku}</CodeText></Link> <span className="font-normal text-muted">{rule.name}</span></>
  const query = rule.target === "category" ? `category=${encodeURIComponent(rule.categoryPath ?? "")}` : `brand=${encodeURIComponent(rule.brandNorm ?? "")}`
  return <Link tone="quiet" href={`/products?${query}`}>{rule.name}</Link>
}
