import { Badge, Card, EmptyState, Link, LinkButton, LinkTabs, Page, RowKeys, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Calculator, ListOrdered } from "lucide-react"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { one, type Asked } from "../../../../src/list/paging.tsx"
import { categoryPaths } from "../../../../src/products/category-paths.ts"
import { api } from "../../../../src/session.ts"
import { ListForm } from "./list-form.tsx"
import { Rules } from "./rules.tsx"

type Props = { params: Promise<{ tenantId: string }>; searchParams: Promise<Asked> }
const TABS = ["lists", "supply", "sale"] as const
const tones = { draft: "info", published: "success", retired: "neutral" } as const

/** One partner's lists and rules, both sides of the sale. */
export default async function PartnerPricesPage({ params, searchParams }: Props) {
  const [{ tenantId: text }, asked, ask, t] = await Promise.all([params, searchParams, api(), getTranslations("prices")])
  const tenantId = Number(text)
  const partner = (await ask.partners.list()).find((each) => each.tenantId === tenantId)
  if (!partner) notFound()
  const tab = TABS.find((each) => each === one(asked, "tab")) ?? "lists"
  return (
    <Page title={partner.name} meta={<span>{partner.currency}</span>} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/prices" }, { label: partner.name }] }}
      actions={<><LinkButton icon={<Calculator aria-hidden />} href={`/prices/simulator?tenant=${tenantId}`}>{t("simulate")}</LinkButton>{tab === "lists" && <ListForm tenantId={tenantId} />}</>}>
      <LinkTabs label={partner.name} tabs={TABS.map((each) => ({ href: each === "lists" ? `/prices/${tenantId}` : `/prices/${tenantId}?tab=${each}`, label: t(`tabs.${each}`), current: tab === each }))} />
      {tab === "lists" ? <Lists tenantId={tenantId} /> : <RulesOf tenantId={tenantId} side={tab} />}
    </Page>
  )
}

async function Lists({ tenantId }: { tenantId: number }) {
  const [ask, t, { day, number }] = await Promise.all([api(), getTranslations("prices"), getFormats()])
  const lists = await ask.prices.lists({ tenantId, ask: {} })
  if (lists.length === 0) return <Card><EmptyState icon={<ListOrdered />} title={t("noLists")} description={t("noListsText")} /></Card>
  return (
    <Card flush>
      <RowKeys>
        <Table caption={t("tabs.lists")} stack>
          <THead><TR><TH>{t("list")}</TH><TH>{t("state")}</TH><TH>{t("side")}</TH><TH>{t("for")}</TH><TH>{t("valid")}</TH><TH align="end">{t("entries")}</TH></TR></THead>
          <TBody>
            {lists.map((list, at) => (
              <TR key={list.listId} data-row tabIndex={at === 0 ? 0 : -1}>
                <TH scope="row"><Link data-row-link tone="quiet" className="font-medium" href={`/prices/${tenantId}/lists/${list.listId}`}>{list.name}</Link> {list.kind === "contract" && <Badge>{t("contract")}</Badge>}</TH>
                <TD label={t("state")}><StatusBadge tone={tones[list.status]}>{t(`states.${list.status}`)}</StatusBadge></TD>
                <TD label={t("side")}>{t(`sides.${list.side}`)}</TD>
                <TD label={t("for")} muted>{list.targets.map(({ target, name }) => (target === "tenant" ? t("everybody") : name)).join(", ") || t("nobody")}</TD>
                <TD label={t("valid")} muted>{day(list.validFrom)}{list.validTo && ` – ${day(list.validTo)}`}</TD>
                <TD label={t("entries")} align="end">{number(list.entries)}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      </RowKeys>
    </Card>
  )
}

async function RulesOf({ tenantId, side }: { tenantId: number; side: "supply" | "sale" }) {
  const ask = await api()
  const [rules, { groups }, categories] = await Promise.all([ask.prices.rules({ tenantId, ask: { side } }), ask.partners.buyers({ tenantId, limit: 1 }), categoryPaths()])
  return <Rules key={rules.map(({ ruleId, version }) => `${ruleId}${version}`).join()} tenantId={tenantId} side={side} rules={rules} groups={groups.map(({ code, name }) => ({ value: code, label: name }))} categories={categories} />
}
