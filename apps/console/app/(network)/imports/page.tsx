import { Card, EmptyState, Link, LinkButton, LinkTabs, Page, RowKeys, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Upload } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../src/format/server.ts"
import { one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { api } from "../../../src/session.ts"
import { importTones } from "./tones.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("imports"))("title") }
}

/** Files that came in, and the mappings that are remembered. */
export default async function ImportsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, t] = await Promise.all([searchParams, getTranslations("imports")])
  const profiles = one(asked, "tab") === "profiles"
  return (
    <Page title={t("title")} meta={t("lead")} actions={<LinkButton variant="primary" icon={<Upload aria-hidden />} href="/imports/new">{t("new")}</LinkButton>}>
      <LinkTabs label={t("title")} tabs={[{ href: "/imports", label: t("runs"), current: !profiles }, { href: "/imports?tab=profiles", label: t("profiles"), current: profiles }]} />
      {profiles ? <Profiles /> : <Runs asked={asked} />}
    </Page>
  )
}

const MOST = 25

async function Runs({ asked }: { asked: Asked }) {
  const before = one(asked, "after")
  const [ask, t, tell, { number, since, bytes }] = await Promise.all([api(), getTranslations("imports"), getTranslations("refusals.integrations"), getFormats()])
  const rows = await ask.imports.list({ ...(before && { before }), limit: MOST })
  const next = rows.length === MOST ? rows.at(-1)?.createdAt : undefined
  return (
    <>
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<Upload />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/imports/new">{t("new")}</LinkButton>} /> : (
          <RowKeys>
            <Table caption={t("runs")} stack>
              <THead><TR><TH>{t("file")}</TH><TH>{t("kind")}</TH><TH>{t("state")}</TH><TH align="end">{t("rows")}</TH><TH align="end">{t("refused")}</TH><TH>{t("who")}</TH><TH align="end">{t("when")}</TH></TR></THead>
              <TBody>
                {rows.map((run, at) => (
                  <TR key={run.runId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" className="font-medium" href={`/imports/${run.runId}`}>{run.fileName}</Link> <span className="text-muted">{bytes(run.fileSize)}</span></TH>
                    <TD label={t("kind")}>{tell(`import_kind.${run.kind}` as never)}</TD>
                    <TD label={t("state")}><StatusBadge tone={importTones[run.status] ?? "neutral"}>{tell(`import.${run.status}` as never)}</StatusBadge></TD>
                    <TD label={t("rows")} align="end">{number(run.rowsTotal)}</TD>
                    <TD label={t("refused")} align="end">{run.rowsRefused > 0 ? <span className="text-danger">{number(run.rowsRefused)}</span> : "–"}</TD>
                    <TD label={t("who")} muted>{run.actor.name}</TD>
                    <TD label={t("when")} align="end" muted><time dateTime={run.createdAt}>{since(run.createdAt)}</time></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
      <Paging label={t("runs")} path="/imports" asked={asked} next={next} />
    </>
  )
}

async function Profiles() {
  const [ask, t, tell, { since, number }] = await Promise.all([api(), getTranslations("imports"), getTranslations("refusals.integrations"), getFormats()])
  const profiles = await ask.imports.profiles({})
  return (
    <Card flush>
      {profiles.length === 0 ? <EmptyState icon={<Upload />} title={t("noProfiles")} description={t("noProfilesText")} /> : (
        <Table caption={t("profiles")} stack>
          <THead><TR><TH>{t("profile")}</TH><TH>{t("kind")}</TH><TH align="end">{t("fields")}</TH><TH align="end">{t("used")}</TH></TR></THead>
          <TBody>
            {profiles.map((profile) => (
              <TR key={profile.profileId}>
                <TH scope="row" className="font-medium">{profile.name}</TH>
                <TD label={t("kind")}>{tell(`import_kind.${profile.kind}` as never)}</TD>
                <TD label={t("fields")} align="end">{number(profile.mapping.fields.length)}</TD>
                <TD label={t("used")} align="end" muted>{since(profile.usedAt)}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}
