import { EmptyState, Timeline } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../format/server.ts"

export type AuditRow = { entryId: string; action: string; subjectKind: string; subjectId: string; actor: { kind: string; name: string }; reason: string | null; before: unknown; after: unknown; traceId: string; occurredAt: string }

/** Who did what, when and why; what was changed stands behind each line. */
export async function AuditTrail({ entries }: { entries: readonly AuditRow[] }) {
  const [t, { moment }] = await Promise.all([getTranslations("tenants.audit"), getFormats()])
  if (entries.length === 0) return <EmptyState level={3} title={t("empty")} description={t("emptyText")} />
  return (
    <Timeline label={t("label")} events={entries.map((entry) => {
      const key = `actions.${entry.action.replaceAll(".", "_")}`
      const changed = entry.after ?? entry.before
      return {
        id: entry.entryId, time: moment(entry.occurredAt), dateTime: entry.occurredAt, who: entry.actor.name,
        what: t.has(key as never) ? t(key as never) : entry.action,
        detail: (entry.reason || changed != null) && (
          <>
            {entry.reason && <p>{t("because", { reason: entry.reason })}</p>}
            {changed != null && <details><summary className="touch-target w-fit rounded-sm text-xs text-muted hover:text-text">{t("changed")}</summary><pre className="mt-1 max-w-full overflow-x-auto rounded-md bg-surface-sunken p-2 text-xs">{JSON.stringify(entry.before == null ? entry.after : { before: entry.before, after: entry.after }, null, 2)}</pre></details>}
          </>
        ),
      }
    })} />
  )
}
