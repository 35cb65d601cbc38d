"use client"
import { EmptyState, MoneyText } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { AvailabilityBadge, OccurrenceBadge } from "../status.tsx"
import { useSay } from "../use-say.ts"

/** The month as a list of days: what a thumb can scroll. */
export function Agenda({ days, withAccount, onOpen }: { days: ReadonlyMap<string, readonly CalendarEntry[]>; withAccount: boolean; onOpen: (day: string) => void }) {
  const t = useSay()
  const { weekdayDay, money } = useFormats()
  if (days.size === 0) return <EmptyState level={3} title={t("calendar.emptyMonth")} />
  return (
    <ol className="grid gap-3">
      {[...days].map(([day, entries]) => (
        <li key={day}>
          <button type="button" className="grid w-full gap-2 rounded-lg border bg-surface p-3 text-start shadow-raised" onClick={() => onOpen(day)}>
            <span className="font-semibold">{weekdayDay(day)}</span>
            {entries.map((entry) => (
              <span key={`${entry.subscriptionId} ${entry.n}`} className="grid gap-1 border-t pt-2 text-sm">
                <span className="flex items-baseline justify-between gap-3"><span className="min-w-0 font-medium">{entry.name}</span>{entry.total && <MoneyText>{money(entry.total)}</MoneyText>}</span>
                {withAccount && <span className="text-muted">{entry.account.name}</span>}
                <span className="flex flex-wrap gap-1"><OccurrenceBadge status={entry.status} t={t} />{entry.status !== "skipped" && <AvailabilityBadge availability={entry.availability} t={t} />}</span>
              </span>
            ))}
          </button>
        </li>
      ))}
    </ol>
  )
}
