import { Card, EmptyState, Link, LinkButton, Page, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Building2, Calculator, TrendingUp } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { api } from "../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("prices"))("title") }
}

/** Base prices stand with the product; lists and rules belong to a partner. */
export default async function PricesPage() {
  const [ask, t] = await Promise.all([api(), getTranslations("prices")])
  const partners = await ask.partners.list()
  return (
    <Page title={t("title")} meta={t("lead")} actions={<><LinkButton icon={<TrendingUp aria-hidden />} href="/prices/indices">{t("indices.title")}</LinkButton><LinkButton variant="primary" icon={<Calculator aria-hidden />} href="/prices/simulator">{t("simulate")}</LinkButton></>}>
      <p className="max-w-prose text-sm text-muted">{t("ladder")}</p>
      <Card flush>
        {partners.length === 0 ? <EmptyState icon={<Building2 />} title={t("noPartners")} description={t("noPartnersText")} /> : (
          <RowKeys>
            <Table caption={t("partners")} stack>
              <THead><TR><TH>{t("partner")}</TH><TH>{t("currency")}</TH><TH>{t("zone")}</TH></TR></THead>
              <TBody>
                {partners.map((partner, at) => (
                  <TR key={partner.tenantId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" className="font-medium" href={`/prices/${partner.tenantId}`}>{partner.name}</Link> <span className="text-muted">{partner.code}</span></TH>
                    <TD label={t("currency")}>{partner.currency}</TD>
                    <TD label={t("zone")} muted>{partner.zone}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
      <p className="text-sm text-muted">{t("baseHint")} <Link href="/products">{t("toProducts")}</Link></p>
    </Page>
  )
}
