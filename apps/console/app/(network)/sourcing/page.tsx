import { Card, EmptyState, LinkButton, Page, Table, TBody, TD, TH, THead, TR, StatusBadge } from "@entrepot/ui"
import { Warehouse as WarehouseIcon } from "lucide-react"
import { getLocale, getTranslations } from "next-intl/server"
import { Gate } from "../../../src/page/gate.tsx"
import { NotPermitted } from "../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../src/session.ts"
import { Rules } from "./rules.tsx"
import { WarehouseForm } from "./warehouse-form.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("sourcing"))("title") }
}

/** Where goods lie, and the ordered rules that choose between the places. */
export default async function SourcingPage() {
  const [session, ask, t, locale] = await Promise.all([signedIn(), api(), getTranslations("sourcing"), getLocale()])
  if (!may(session, "network.stock.view")) return <NotPermitted />
  const [warehouses, rules] = await Promise.all([ask.stock.warehouses(), ask.stock.rules()])
  const noRight = may(session, "network.sourcing.manage") ? undefined : t("noRight")
  const regions = new Intl.DisplayNames(locale, { type: "region" })
  return (
    <Gate needs="network.stock.view" areas={["sourcing"]} refusals={["inventory"]}>
      <Page title={t("title")} meta={t("lead")} actions={<LinkButton href="/sourcing/allocation">{t("allocation.open")}</LinkButton>}>
        <Card title={t("warehouses")} flush actions={<WarehouseForm disabledReason={noRight} />}>
          {warehouses.length === 0 ? <EmptyState icon={<WarehouseIcon />} title={t("noWarehouses")} description={t("noWarehousesText")} /> : (
            <Table caption={t("warehouses")} stack>
              <THead><TR><TH>{t("name")}</TH><TH>{t("code")}</TH><TH>{t("place")}</TH><TH>{t("zone")}</TH><TH align="end">{t("handling")}</TH><TH>{t("state")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
              <TBody>
                {warehouses.map((warehouse) => (
                  <TR key={warehouse.warehouseId}>
                    <TH scope="row" className="font-medium">{warehouse.name}</TH>
                    <TD label={t("code")}>{warehouse.code}</TD>
                    <TD label={t("place")}>{[warehouse.address.city, regions.of(warehouse.country)].filter(Boolean).join(", ")}</TD>
                    <TD label={t("zone")} muted>{warehouse.zone}</TD>
                    <TD label={t("handling")} align="end">{t("days", { count: warehouse.handlingDays })}</TD>
                    <TD label={t("state")}><StatusBadge tone={warehouse.active ? "success" : "neutral"}>{t(warehouse.active ? "active" : "inactive")}</StatusBadge></TD>
                    <TD align="end"><WarehouseForm key={warehouse.version} warehouse={warehouse} disabledReason={noRight} /></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          )}
        </Card>
        <Rules key={rules.map(({ ruleId, version }) => `${ruleId}${version}`).join()} rules={rules} warehouses={warehouses.map(({ warehouseId, name }) => ({ value: warehouseId, label: name }))} disabledReason={noRight} />
      </Page>
    </Gate>
  )
}
