import { Card, EmptyState, Page, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { History } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { Gate } from "../../../../src/page/gate.tsx"
import { NotPermitted } from "../../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../../src/session.ts"
import { AllocationForm } from "./allocation-form.tsx"
import { policyText } from "./policy-text.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("sourcing.allocation"))("title") }
}

/** Who gets scarce stock first: the policy that counts, a trial of another, and every version that there was. */
export default async function AllocationPage() {
  const [session, ask, sourcing, t, { instant, number }] = await Promise.all([signedIn(), api(), getTranslations("sourcing"), getTranslations("sourcing.allocation"), getFormats()])
  if (!may(session, "network.stock.view")) return <NotPermitted />
  const settings = await ask.stock.allocation()
  const [current] = settings.history
  return (
    <Gate needs="network.stock.view" areas={["sourcing"]} refusals={["ordering"]}>
      <Page title={t("title")} meta={current ? t("counts", { at: instant(current.at), version: number(current.version) }) : t("countsDefault")} breadcrumbs={{ label: sourcing("title"), items: [{ label: sourcing("title"), href: "/sourcing" }, { label: t("title") }] }}>
        <AllocationForm key={settings.version} settings={settings} disabledReason={may(session, "network.sourcing.manage") ? undefined : sourcing("noRight")} />
        <Card title={t("history")} flush>
          {settings.history.length === 0 ? <EmptyState level={3} icon={<History />} title={t("historyEmpty")} description={t("historyEmptyText")} /> : (
            <Table caption={t("history")} stack>
              <THead><TR><TH align="end">{t("version")}</TH><TH>{t("at")}</TH><TH>{t("who")}</TH><TH>{t("policy")}</TH><TH>{t("reason")}</TH></TR></THead>
              <TBody>
                {settings.history.map((each) => (
                  <TR key={each.version}>
                    <TH scope="row" align="end">{number(each.version)}</TH>
                    <TD label={t("at")} className="whitespace-nowrap">{instant(each.at)}</TD>
                    <TD label={t("who")}>{each.by}</TD>
                    <TD label={t("policy")} muted>{policyText(each.policy, settings.partners, t as never)}</TD>
                    <TD label={t("reason")} className="[overflow-wrap:anywhere]">{each.reason}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          )}
        </Card>
      </Page>
    </Gate>
  )
}
