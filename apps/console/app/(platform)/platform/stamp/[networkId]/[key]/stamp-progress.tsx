"use client"
import { Alert, Button, Card, LinkButton, ProgressBar, StatusBadge, Timeline, type TimelineEvent } from "@entrepot/ui"
import { ExternalLink } from "lucide-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useTRPC } from "../../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../../../src/format/client.ts"

type Step = { step: "database" | "mail"; status: "waiting" | "done" | "failed"; name: string; at: string | null; detail: unknown }
export type ShownStamp = { networkId: number; key: string; tenantId: number; status: "queued" | "running" | "done" | "failed"; name: string; requestedAt: string; requestedBy: { name: string }; finishedAt: string | null; steps: readonly Step[]; error: { code: string; message: string; facts: Readonly<Record<string, unknown>> } | null }

const POLL_MILLIS = 1_000
const SILENT_MILLIS = 20_000
const tones = { queued: "neutral", running: "info", done: "success", failed: "danger" } as const

/** Asks every second until everything is settled, mails included. */
export function StampProgress({ stamp: first, portal }: { stamp: ShownStamp; portal: string }) {
  const t = useTranslations("stamp.progress")
  const tell = useTranslations()
  const trpc = useTRPC()
  const { instant } = useFormats()
  const ref = { networkId: first.networkId, key: first.key }
  const { data, dataUpdatedAt, refetch } = useQuery({ ...trpc.stamps.get.queryOptions(ref), initialData: first as never, staleTime: 0, refetchInterval: ({ state }) => (settled(state.data as ShownStamp | undefined) ? false : POLL_MILLIS) })
  const stamp = data as ShownStamp
  const retry = useAct(trpc.stamps.retry.mutationOptions(), { done: t("retried"), onDone: () => void refetch() })
  const silent = stamp.status === "queued" && dataUpdatedAt - Date.parse(stamp.requestedAt) > SILENT_MILLIS
  const done = stamp.steps.filter((step) => step.status === "done").length
  const key = `refusals.${stamp.error?.code ?? ""}`
  const facts = Object.fromEntries(Object.entries(stamp.error?.facts ?? {}).map(([name, value]) => [name, String(value)]))
  return (
    <div className="grid gap-5">
      <Card title={<span className="flex items-center gap-2">{t("steps")}<StatusBadge tone={tones[stamp.status]}>{t(stamp.status)}</StatusBadge></span>} description={settled(stamp) ? undefined : t("lead")}>
        <div className="grid gap-4" aria-live="polite">
          <ProgressBar label={t("steps")} hideLabel value={stamp.status === "done" ? 1 + done : stamp.status === "running" ? 1 : 0} max={1 + Math.max(1, stamp.steps.length)} valueText={t(stamp.status)} tone={stamp.status === "failed" ? "danger" : stamp.status === "done" ? "success" : "accent"} />
          <Timeline label={t("steps")} events={eventsOf(stamp, t, instant)} />
        </div>
      </Card>
      {silent && <Alert tone="warning" live>{t("silent")}</Alert>}
      {stamp.status === "failed" && stamp.error && (
        <Alert tone="danger" live title={tell.has(key as never) ? tell(key as never, facts as never) : stamp.error.message} actions={<Button size="sm" loading={retry.pending} onClick={() => retry.run(ref)}>{t("retry")}</Button>}>
          {t("nothing")} {retry.refused}
        </Alert>
      )}
      {stamp.status === "done" && (
        <div className="flex flex-wrap gap-2">
          <LinkButton variant="primary" size="lg" href={portal} target="_blank" rel="noreferrer" iconEnd={<ExternalLink aria-hidden />}>{t("open")}</LinkButton>
          <LinkButton size="lg" href={`/platform/tenants/${stamp.networkId}/${stamp.tenantId}`}>{t("tenant")}</LinkButton>
        </div>
      )}
    </div>
  )
}

function settled(stamp: ShownStamp | undefined): boolean {
  return stamp?.status === "failed" || (stamp?.status === "done" && stamp.steps.every((step) => step.status !== "waiting"))
}

type Say = ReturnType<typeof useTranslations<"stamp.progress">>

export function eventsOf(stamp: ShownStamp, t: Say, instant: (iso: string) => string): TimelineEvent[] {
  const asked: TimelineEvent = { id: "asked", time: instant(stamp.requestedAt), dateTime: stamp.requestedAt, who: stamp.requestedBy.name, what: t("requested"), tone: "neutral" }
  if (stamp.steps.length === 0) return [asked, { id: "database", time: "", what: t("databaseWaiting"), upcoming: stamp.status !== "failed" }]
  return [asked, ...stamp.steps.map((step): TimelineEvent => ({
    id: `${step.step} ${step.name}`, time: step.at ? instant(step.at) : "", what: step.step === "database" ? t("database") : t("mail", { name: step.name }),
    tone: step.status === "failed" ? "danger" : step.status === "done" ? "success" : "neutral", upcoming: step.status === "waiting",
    ...(step.step === "mail" && step.status !== "done" && { detail: t(step.status === "failed" ? "mailFailed" : "mailWaiting") }),
  }))]
}
