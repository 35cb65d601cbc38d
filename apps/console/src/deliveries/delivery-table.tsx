"use client"
import { Alert, Button, Checkbox, CodeText, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { RotateCcw } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useAct } from "../ask/use-act.ts"
import { useTRPC } from "../ask/trpc.ts"
import { useFormats } from "../format/client.ts"

export type DeliveryRow = { networkId: number; tenantId: number; eventId: string; event: string; handler: string; status: "pending" | "delivered" | "dead"; attempts: number; lastError: string | null; occurredAt: string; createdAt: string; diedAt: string | null; traceId: string; payload: unknown }
type Props = { rows: readonly DeliveryRow[]; tenants: Readonly<Record<string, string>>; side: "network" | "platform" }

const keyOf = (row: DeliveryRow) => `${row.networkId} ${row.tenantId} ${row.eventId} ${row.handler}`

/** What was given up, with the last error; some or all are tried again. */
export function DeliveryTable({ rows, tenants, side }: Props) {
  const t = useTranslations("deliveries")
  const trpc = useTRPC()
  const { since, number } = useFormats()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const done = { done: ({ replayed }: { replayed: number }) => t("replayed", { count: replayed }), onDone: () => setChosen(new Set()) }
  const act = useAct(side === "network" ? trpc.deliveries.replay.mutationOptions() : (trpc.platformDeliveries.replay.mutationOptions() as never), done)
  const dead = rows.filter((row) => row.status === "dead")
  const replay = (some: readonly DeliveryRow[]) => {
    // One command reaches into one network.
    for (const networkId of new Set(some.map((row) => row.networkId))) {
      act.run({ networkId, deliveries: some.filter((row) => row.networkId === networkId).map(({ tenantId, eventId, handler }) => ({ tenantId, eventId, handler })) } as never)
    }
  }
  const toggle = (key: string, on: boolean) => setChosen((now) => new Set(on ? [...now, key] : [...now].filter((each) => each !== key)))
  return (
    <>
      {dead.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
          <Checkbox aria-label={t("chooseAll")} checked={chosen.size === dead.length} indeterminate={chosen.size > 0 && chosen.size < dead.length} onChange={(event) => setChosen(new Set(event.currentTarget.checked ? dead.map(keyOf) : []))} />
          <Button size="sm" icon={<RotateCcw aria-hidden />} loading={act.pending} disabledReason={chosen.size === 0 ? t("chooseFirst") : undefined} onClick={() => replay(dead.filter((row) => chosen.has(keyOf(row))))}>{t("replay", { count: chosen.size })}</Button>
          {act.refused && <Alert tone="danger" live className="flex-1">{act.refused}</Alert>}
        </div>
      )}
      <Table caption={t("title")} stack>
        <THead><TR><TH><span className="sr-only">{t("choose")}</span></TH><TH>{t("event")}</TH><TH>{t("handler")}</TH><TH>{t("tenant")}</TH><TH>{t("error")}</TH><TH align="end">{t("attempts")}</TH><TH align="end">{t("when")}</TH></TR></THead>
        <TBody>
          {rows.map((row) => (
            <TR key={keyOf(row)} selected={chosen.has(keyOf(row))}>
              <TD>{row.status === "dead" && <Checkbox aria-label={t("chooseOne", { event: row.event })} checked={chosen.has(keyOf(row))} onChange={(event) => toggle(keyOf(row), event.currentTarget.checked)} />}</TD>
              <TH scope="row"><CodeText>{row.event}</CodeText>{row.status === "pending" && <StatusBadge tone="info">{t("pending")}</StatusBadge>}</TH>
              <TD label={t("handler")}><CodeText>{row.handler}</CodeText></TD>
              <TD label={t("tenant")}>{tenants[`${row.networkId}:${row.tenantId}`] ?? (row.tenantId === 0 ? t("network") : row.tenantId)}</TD>
              <TD label={t("error")} className="max-w-lg">
                <details>
                  <summary className="touch-target line-clamp-2 text-danger [overflow-wrap:anywhere]">{row.lastError ?? t("noError")}</summary>
                  <pre className="mt-1 max-h-60 overflow-auto rounded-md bg-surface-sunken p-2 text-xs whitespace-pre-wrap">{row.lastError}{row.payload != null && `\n\n${JSON.stringify(row.payload, null, 2)}`}{`\n\ntrace ${row.traceId}`}</pre>
                </details>
              </TD>
              <TD label={t("attempts")} align="end">{number(row.attempts)}</TD>
              <TD label={t("when")} align="end" muted><time suppressHydrationWarning dateTime={row.diedAt ?? row.createdAt}>{since(row.diedAt ?? row.createdAt)}</time></TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </>
  )
}
