import { Alert, Card, CodeText, DescriptionList, EmptyState, Link, Page } from "@entrepot/ui"
import type { TaxProfileView } from "@entrepot/domain/settlement/contract"
import { addressLine } from "@entrepot/kernel"
import { Landmark } from "lucide-react"
import { getLocale, getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { SettlementTabs } from "../../../../src/settlement/tabs.tsx"
import { EditBrand } from "./edit-brand.tsx"
import { EditTaxProfile } from "./edit-tax-profile.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("settlement"))("tabs.tax") }
}

/** Who the distributor is by law and where it has a tax number: what its statements name, and where it charges tax. */
export default async function TaxProfilePage() {
  const [ask, session, t, locale, { number, instant }] = await Promise.all([api(), signedIn(), getTranslations("settlement"), getLocale(), getFormats()])
  const [profile, brand] = await Promise.all([ask.settlement.taxProfile(), ask.settlement.brand()])
  const noRight = may(session, "network.settlement.manage") ? undefined : t("noRight")
  const edit = <EditTaxProfile key={profile?.version ?? 0} profile={profile} disabledReason={noRight} />
  const regions = new Intl.DisplayNames(locale, { type: "region" })
  return (
    <Page title={t("title")} meta={t("lead")}>
      <SettlementTabs current="tax" />
      {!profile ? <EmptyState icon={<Landmark />} title={t("taxProfile.none")} description={t("taxProfile.noneText")} actions={edit} /> : (
        <>
          {Object.keys(profile.numbers).length === 0 && <Alert tone="warning" title={t("taxProfile.noNumber")}>{t("taxProfile.noneText")} <Link href="/taxes">{t("taxProfile.toNumbers")}</Link></Alert>}
          {profile.remitTo.iban === "" && profile.remitTo.accountNumber === "" && <Alert tone="warning" title={t("taxProfile.noBank")}>{t("taxProfile.noBankText")}</Alert>}
          <Card title={t("taxProfile.title")} description={t("taxProfile.text")} actions={edit}>
            <DescriptionList items={[
              { term: t("taxProfile.legalName"), value: profile.legalName },
              { term: t("taxProfile.address"), value: addressLine(profile.address) },
              { term: t("taxProfile.country"), value: regions.of(profile.country) ?? profile.country },
              ...Object.entries(profile.numbers).toSorted(([one], [other]) => one.localeCompare(other)).map(([country, taxNumber]) => ({ term: t("taxProfile.numberIn", { country: regions.of(country) ?? country }), value: <CodeText>{taxNumber}</CodeText> })),
              { term: t("taxProfile.numbers"), value: <Link href="/taxes">{t("taxProfile.toNumbers")}</Link> },
              ...bankOf(profile.remitTo, t),
              ...(profile.email ? [{ term: t("taxProfile.email"), value: profile.email }] : []),
              { term: t("agreement.versionTerm"), value: number(profile.version), hint: t("agreement.since", { who: profile.by.name, when: instant(profile.since) }) },
            ]} />
          </Card>
        </>
      )}
      <Card title={t("papers.title")} description={t("papers.text")} actions={<EditBrand key={brand.version} brand={brand} disabledReason={noRight} />}>
        <DescriptionList items={[
          { term: t("papers.logo"), value: brand.logo ? <img src={brand.logo} alt={t("papers.logoAlt")} className="h-10 max-w-40 rounded-sm border bg-white object-contain p-1" /> : t("papers.noLogo") },
          { term: t("papers.accent"), value: <span className="flex items-center gap-2"><span aria-hidden className="size-4 rounded-sm border" style={{ backgroundColor: brand.accent }} /><CodeText>{brand.accent}</CodeText></span> },
        ]} />
      </Card>
    </Page>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations>>

/** What is given of the account that partners pay to. */
function bankOf({ holder, iban, bic, bank, accountNumber, routingNumber }: TaxProfileView["remitTo"], t: Words) {
  if (iban === "" && accountNumber === "") return []
  const code = (term: string, value: string) => (value ? [{ term, value: <CodeText>{value}</CodeText> }] : [])
  return [
    { term: t("taxProfile.holder"), value: holder }, ...(bank ? [{ term: t("taxProfile.bank"), value: bank }] : []),
    ...code("IBAN", iban.replaceAll(/(.{4})(?=.)/g, "$1 ")), ...code("BIC", bic), ...code(t("taxProfile.accountNumber"), accountNumber), ...code(t("taxProfile.routingNumber"), routingNumber),
  ]
}
