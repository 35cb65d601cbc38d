import { Alert, Card, CodeText, Page, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { BooksTabs } from "../../../../src/books/tabs.tsx"
import { getFormats } from "../../../../src/format/server.ts"
import { api, may, signedIn } from "../../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("books"))("tabs.checks") }
}

/** Two proofs, made now: the books against themselves, and what partners owe by their entries against the receivables in the books. */
export default async function ChecksPage() {
  const [ask, session, t, { moment, money, number }] = await Promise.all([api(), signedIn(), getTranslations("books"), getFormats()])
  const [books, proof, differences, legs] = await Promise.all([ask.books.periods(), ask.books.proof(), ask.books.check(), may(session, "network.settlement.view") ? ask.settlement.check() : []])
  /** Figures come in minor units, several to a text: of a balance its debit and credit in its own currency and then in the books', of a journal what is left in each. */
  const figures = (text: string, { check, subject }: (typeof differences)[number], base: string) => {
    const own = check === "balance_is_sum_of_lines" ? (subject.split(" ").at(-1) ?? base) : base
    const parts = text.split(/ \/ | /)
    return parts.some((part) => !/^-?\d+$/.test(part)) ? text : parts.map((amount, index) => money({ amount, currency: index < 2 ? own : base })).join(" · ")
  }
  const at = moment(new Date().toISOString())
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })}>
      <BooksTabs current="checks" />
      <Card title={t("checks.nightly")} description={t("checks.nightlyLead")}>
        {proof === null ? <Alert tone="info">{t("checks.neverYet")}</Alert> : proof.differences === 0 ? <Alert tone="success">{t("checks.nightWell", { at: moment(proof.provenAt), seconds: number(Math.round(proof.tookMillis / 100) / 10) })}</Alert> : (
          <Alert tone="danger" title={t("checks.nightDiffers", { count: proof.differences })}>{t("checks.nightSince", { at: moment(proof.provenAt), since: moment(proof.since ?? proof.provenAt) })}</Alert>
        )}
      </Card>
      <Card title={t("checks.own")} description={t("checks.ownLead")} flush={differences.length > 0}>
        {differences.length === 0 ? <Alert tone="success">{t("checks.well", { at })}</Alert> : (
          <Table caption={t("checks.own")} stack density="tight">
            <THead><TR><TH>{t("checks.check")}</TH><TH>{t("checks.subject")}</TH><TH align="end">{t("checks.expected")}</TH><TH align="end">{t("checks.found")}</TH></TR></THead>
            <TBody>
              {differences.map((each) => (
                <TR key={`${each.tenantId}${each.check}${each.subject}`}>
                  <TH scope="row">{t.has(`checks.name.${each.check}` as never) ? t(`checks.name.${each.check}` as never) : each.check}</TH>
                  <TD label={t("checks.subject")}><CodeText>{each.subject}</CodeText></TD>
                  <TD label={t("checks.expected")} align="end">{figures(each.expected, each, books.currency)}</TD>
                  <TD label={t("checks.found")} align="end" className="font-medium text-danger">{figures(each.found, each, books.currency)}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
      <Card title={t("checks.legs")} description={t("checks.legsLead")} flush={legs.length > 0}>
        {legs.length === 0 ? <Alert tone="success">{t("checks.well", { at })}</Alert> : (
          <Table caption={t("checks.legs")} stack density="tight">
            <THead><TR><TH>{t("checks.partner")}</TH><TH align="end">{t("checks.entries")}</TH><TH align="end">{t("checks.receivable")}</TH></TR></THead>
            <TBody>
              {legs.map(({ partner, currency, entries, distributor }) => (
                <TR key={`${partner.tenantId}${currency}`}>
                  <TH scope="row" className="font-medium">{partner.name}</TH>
                  <TD label={t("checks.entries")} align="end">{money({ amount: entries, currency })}</TD>
                  <TD label={t("checks.receivable")} align="end" className="font-medium text-danger">{money({ amount: distributor, currency })}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
    </Page>
  )
}
