import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Card, EmptyState, LinkButton, Page, Timeline } from "@entrepot/ui"
import { eventOf } from "#dunning/entry.tsx"
import { StandingTable } from "#dunning/standing-table.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ accountId: string }> }
const accountOf = cache(async (accountId: string) => (await api()).account.get({ accountId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { name }] = await Promise.all([getTranslations("dunning"), params.then(({ accountId }) => accountOf(accountId))])
  return { title: t("doneOf", { account: name }) }
}

/** What was done about one account that did not pay, the latest first, and where it stands now. */
export default async function AccountDunningPage({ params }: Props) {
  const [{ accountId }, t, words, formats, asked] = await Promise.all([params, getTranslations("dunning"), getTranslations("domain.billing"), theFormats(), api()])
  const [account, entries, { rows }] = await Promise.all([accountOf(accountId), asked.dunning.history({ accountId }), asked.dunning.preview({ accountId })])
  return (
    <Page title={account.name} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/dunning" }, { label: account.name }] }} meta={<span>{account.number}</span>} actions={<LinkButton href={`/receivables/${accountId}`}>{t("toReceivables")}</LinkButton>}>
      {rows.length > 0 && <Card flush><StandingTable rows={rows} /></Card>}
      <Card title={t("done")}>
        {entries.length === 0 ? <EmptyState level={3} title={t("nothingDone")} description={t("nothingDoneText")} /> : <Timeline label={t("done")} events={entries.map((entry) => eventOf(entry, { t: t as never, words: words as never, day: formats.day }))} />}
      </Card>
    </Page>
  )
}
