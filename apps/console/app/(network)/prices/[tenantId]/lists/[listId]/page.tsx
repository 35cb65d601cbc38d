import { Card, Page, StatusBadge } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../../../src/format/server.ts"
import { one, Paging, type Asked } from "../../../../../../src/list/paging.tsx"
import { found } from "../../../../../../src/page/found.ts"
import { api } from "../../../../../../src/session.ts"
import { ListForm } from "../../list-form.tsx"
import { Assign } from "./assign.tsx"
import { Diff } from "./diff.tsx"
import { Entries } from "./entries.tsx"
import { ListActions } from "./list-actions.tsx"

type Props = { params: Promise<{ tenantId: string; listId: string }>; searchParams: Promise<Asked> }
const tones = { draft: "info", published: "success", retired: "neutral" } as const

/** One list: its rows, whom it is for, and for a draft what publishing it would change. */
export default async function PriceListPage({ params, searchParams }: Props) {
  const [{ tenantId: text, listId }, asked, ask, t, { day }] = await Promise.all([params, searchParams, api(), getTranslations("prices"), getFormats()])
  const tenantId = Number(text)
  const cursor = one(asked, "after")
  const [list, partners, buyers] = await Promise.all([found(ask.prices.list({ tenantId, ask: { listId, ...(cursor && { cursor }) } })), ask.partners.list(), ask.partners.buyers({ tenantId, limit: 200 })])
  const partner = partners.find((each) => each.tenantId === tenantId)
  const draft = list.status === "draft"
  return (
    <Page title={list.name} status={<StatusBadge tone={tones[list.status]}>{t(`states.${list.status}`)}</StatusBadge>}
      meta={<><span>{partner?.name}</span><span>{t(`sides.${list.side}`)}</span><span>{t(`kinds.${list.kind}`)}</span><span>{day(list.validFrom)}{list.validTo && ` – ${day(list.validTo)}`}</span>{list.exclusive && <span>{t("exclusive")}</span>}</>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/prices" }, { label: partner?.name ?? text, href: `/prices/${tenantId}` }, { label: list.name }] }}
      actions={<>{draft && <ListForm key={list.version} tenantId={tenantId} list={list} />}<ListActions tenantId={tenantId} listId={listId} name={list.name} status={list.status} entries={list.entries} targets={list.targets.length} /></>}>
      <Assign key={`for ${list.version} ${list.targets.length}`} tenantId={tenantId} listId={listId} side={list.side} targets={list.targets} groups={buyers.groups} accounts={buyers.accounts.filter(({ kind }) => kind === "customer")} disabledReason={draft ? undefined : t("onlyDrafts")} />
      {draft && list.entries > 0 && list.targets.length > 0 && <Diff tenantId={tenantId} listId={listId} version={list.version} currency={list.currency} buyers={buyers.accounts} side={list.side} />}
      <Card title={t("entries")} flush><Entries tenantId={tenantId} listId={listId} currency={list.currency} rows={list.rows} draft={draft} /></Card>
      <Paging label={t("entries")} path={`/prices/${tenantId}/lists/${listId}`} asked={asked} next={list.nextCursor ?? undefined} />
    </Page>
  )
}
