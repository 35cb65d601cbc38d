import { Alert, Card, CodeText, Page, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { PROOF_CHECKS, type BookProof, type NightOfBooks } from "@entrepot/domain/ledger/contract"
import { getTranslations } from "next-intl/server"
import { BooksTabs } from "../../../../src/books/tabs.tsx"
import { getFormats } from "../../../../src/format/server.ts"
import { api, may, signedIn } from "../../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("books"))("tabs.checks") }
}

/** What the nights said, and two proofs, made now: the books against themselves, and what partners owe by their entries against the receivables in the books. */
export default async function ChecksPage() {
  const [ask, session, t, { moment, money, number }] = await Promise.all([api(), signedIn(), getTranslations("books"), getFormats()])
  const [books, proof, nights, differences, legs] = await Promise.all([ask.books.periods(), ask.books.proof(), ask.books.proofs(), ask.books.check(), may(session, "network.settlement.view") ? ask.settlement.check() : []])
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
        <div className="grid gap-3">
          {proof === null ? <Alert tone="info">{t("checks.neverYet")}</Alert> : <LastNight proof={proof} t={t as never} moment={moment} number={number} />}
        </div>
      </Card>
      {nights.length > 0 && (
        <Card title={t("checks.history")} description={t("checks.historyLead")} flush>
          <Table caption={t("checks.history")} stack density="tight">
            <THead><TR><TH>{t("checks.night")}</TH>{PROOF_CHECKS.map((check) => <TH key={check}>{t(`checks.proves.${check}`)}</TH>)}<TH align="end">{t("checks.took")}</TH></TR></THead>
            <TBody>
              {nights.map((night) => (
                <TR key={night.triedAt}>
                  <TH scope="row" className="font-medium whitespace-nowrap"><time dateTime={night.triedAt}>{moment(night.triedAt)}</time></TH>
                  {PROOF_CHECKS.map((check) => <TD key={check} label={t(`checks.proves.${check}`)}><Outcome of={night.checks.find((each) => each.check === check)} t={t as never} /></TD>)}
                  <TD label={t("checks.took")} align="end">{t("checks.seconds", { seconds: secondsOf(night.tookMillis, number) })}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        </Card>
      )}
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

type Words = (key: string, values?: Record<string, string | number>) => string
const secondsOf = (millis: number, number: (value: number) => string) => number(Math.round(millis / 100) / 10)

/** What the last night said: a night that was missed, checks that could not be made, and what differs. */
function LastNight({ proof, t, moment, number }: { proof: BookProof; t: Words; moment: (at: string) => string; number: (value: number) => string }) {
  const proven = proof.provenAt ? t("checks.lastWhole", { at: moment(proof.provenAt) }) : t("checks.neverWhole")
  return (
    <>
      {proof.isOld && <Alert tone="warning" title={t("checks.old")}>{proven} {t("checks.oldText")}</Alert>}
      {proof.failed > 0 && <Alert tone="danger" title={t("checks.failed", { count: proof.failed })}>{t("checks.failedText", { at: moment(proof.triedAt) })} {proven}</Alert>}
      {proof.differences > 0 && <Alert tone="danger" title={t("checks.nightDiffers", { count: proof.differences })}>{t("checks.nightSince", { at: moment(proof.triedAt), since: moment(proof.since ?? proof.triedAt) })}</Alert>}
      {proof.differences === 0 && proof.failed === 0 && !proof.isOld && <Alert tone="success">{t("checks.nightWell", { at: moment(proof.triedAt), seconds: secondsOf(proof.tookMillis, number) })}</Alert>}
    </>
  )
}

/** What one check said on one night. */
function Outcome({ of, t }: { of: NightOfBooks["checks"][number] | undefined; t: Words }) {
  if (!of) return <span className="text-muted">–</span>
  if (of.error !== undefined) return <><StatusBadge tone="danger">{t("checks.notMade")}</StatusBadge> <CodeText>{of.error}</CodeText></>
  if (of.differences === 0) return <StatusBadge tone="success">{t("checks.agrees")}</StatusBadge>
  return <><StatusBadge tone="danger">{t("checks.differ", { count: of.differences })}</StatusBadge>{of.added > 0 && <span className="block text-sm text-muted">{t("checks.added", { count: of.added })}</span>}</>
}
