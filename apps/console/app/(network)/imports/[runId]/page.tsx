import { Alert, Link, Page, StatusBadge } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { one, type Asked } from "../../../../src/list/paging.tsx"
import { found } from "../../../../src/page/found.ts"
import { api } from "../../../../src/session.ts"
import { importTones } from "../tones.ts"
import { ImportProgress } from "./import-progress.tsx"
import { ImportResult } from "./import-result.tsx"
import { MapImport } from "./_map/map-import.tsx"

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Asked> }

/** One file on its way: to be mapped, under way, or done; it can be left at any moment and found again here. */
export default async function ImportPage({ params, searchParams }: Props) {
  const [{ runId }, asked] = await Promise.all([params, searchParams])
  const [ask, t, tell, { number, bytes, instant }] = await Promise.all([api(), getTranslations("imports"), getTranslations("refusals.integrations"), getFormats()])
  const run = await found(ask.imports.get({ runId }))
  const mapping = run.status === "uploaded" || run.status === "mapped"
  const underWay = run.status === "queued" || run.status === "running" || run.status === "uploading"
  const suggestion = mapping ? await ask.imports.start({ runId }) : undefined
  const notices = run.layout.notices ?? []
  return (
    <Page width={mapping ? "full" : "wide"} title={run.fileName} status={<StatusBadge tone={importTones[run.status] ?? "neutral"}>{tell(`import.${run.status}` as never)}</StatusBadge>}
      meta={<><span>{tell(`import_kind.${run.kind}` as never)}</span><span>{t("rowCount", { count: run.rowsTotal })}</span><span>{bytes(run.fileSize)}</span><span>{run.actor.name}, {instant(run.createdAt)}</span></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/imports" }, { label: run.fileName }] }}>
      {run.sameFile && <Alert tone="warning">{t("sameFile", { at: instant(run.sameFile.finishedAt) })} <Link href={`/imports/${run.sameFile.runId}`}>{t("seeIt")}</Link></Alert>}
      {notices.map(({ code, facts }) => <Alert key={code} tone="info">{tell.has(code.replace("integrations.", "") as never) ? tell(code.replace("integrations.", "") as never, facts as never) : code}</Alert>)}
      {run.status === "mapped" && run.summary.rehearsed && <ImportResult run={run} verdict={one(asked, "verdict")} afterLine={Number(one(asked, "after")) || 0} asked={asked} />}
      {suggestion && <MapImport runId={runId} columns={run.layout.names} start={suggestion} rows={number(run.rowsTotal)} />}
      {underWay && <ImportProgress first={{ runId, status: run.status, phase: run.phase, progress: run.progress, rowsTotal: run.rowsTotal, rowsRead: run.rowsRead, rowsAccepted: run.rowsAccepted, rowsRefused: run.rowsRefused, rowsApplied: run.rowsApplied, createdAt: run.createdAt }} />}
      {!mapping && !underWay && <ImportResult run={run} verdict={one(asked, "verdict")} afterLine={Number(one(asked, "after")) || 0} asked={asked} />}
    </Page>
  )
}
