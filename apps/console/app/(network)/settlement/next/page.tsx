import { Card, EmptyState, Link, LinkButton, MoneyText, Page, RowKeys, Stat, StatGrid, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Handshake } from "lucide-react"
import { getTranslations } from "next-intl/server"
import type { PartnerBalance } from "@entrepot/domain/settlement/contract"
import { add, moneyFromJson, moneyToJson, zero, type Currency, type MoneyJson } from "@entrepot/kernel"
import { getFormats } from "../../../../src/format/server.ts"
import { api } from "../../../../src/session.ts"
import { SettlementTabs } from "../../../../src/settlement/tabs.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("settlement"))("tabs.next") }
}

/** Who owes whom, before any statement says so: what is on open statements, and what the next one will add. */
export default async function NextStatementsPage() {
  const [ask, t, { money, number }] = await Promise.all([api(), getTranslations("settlement"), getFormats()])
  const rows = await ask.settlement.balances()
  return (
    <Page title={t("title")} meta={t("lead")}>
      <SettlementTabs current="next" />
      {rows.length > 0 && <StatGrid>{[...new Set(rows.map(({ currency }) => currency))].map((code) => <Stat key={code} label={t("openIn", { currency: code })} value={money(openIn(rows, code))} hint={t("openInHint")} />)}</StatGrid>}
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<Handshake />} title={t("noPartners")} description={t("noPartnersText")} actions={<LinkButton href="/tenants">{t("toTenants")}</LinkButton>} /> : (
          <RowKeys>
            <Table caption={t("tabs.next")} stack>
              <THead><TR><TH>{t("partner")}</TH><TH align="end">{t("onStatements")}</TH><TH align="end">{t("next")}</TH><TH align="end">{t("balance")}</TH><TH align="end">{t("openStatements")}</TH><TH align="end">{t("tabs.disputes")}</TH><TH align="end">{t("agreement.percent")}</TH></TR></THead>
              <TBody>
                {rows.map((row, at) => (
                  <TR key={`${row.partner.tenantId}:${row.currency}`} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" className="font-medium" href={`/settlement/partners/${row.partner.tenantId}?currency=${row.currency}`}>{row.partner.name}</Link></TH>
                    <TD label={t("onStatements")} align="end"><MoneyText>{money(row.onStatements)}</MoneyText></TD>
                    <TD label={t("next")} align="end"><MoneyText>{money(row.next)}</MoneyText></TD>
                    <TD label={t("balance")} align="end" className="font-medium"><MoneyText>{money(row.balance)}</MoneyText></TD>
                    <TD label={t("openStatements")} align="end">{row.openStatements === 0 ? "–" : <Link tone="quiet" href={`/settlement?tenant=${row.partner.tenantId}`}>{number(row.openStatements)}</Link>}</TD>
                    <TD label={t("tabs.disputes")} align="end">{row.openDisputes === 0 ? "–" : <Link href={`/settlement/disputes?tenant=${row.partner.tenantId}`}>{number(row.openDisputes)}</Link>}</TD>
                    <TD label={t("agreement.percent")} align="end" muted>{row.agreement ? t("agreement.commission", { percent: number(row.agreement.commissionPercent) }) : t("agreement.none")}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
    </Page>
  )
}

function openIn(rows: readonly PartnerBalance[], code: string): MoneyJson {
  return moneyToJson(rows.filter((row) => row.currency === code).reduce((sum, row) => add(sum, moneyFromJson(row.balance)), zero(code as Currency)))
}
