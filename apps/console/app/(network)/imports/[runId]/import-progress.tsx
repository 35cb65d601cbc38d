"use client"
import { Alert, Button, Card, DescriptionList, ProgressBar } from "@entrepot/ui"
import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useEffect } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"

export type Progress = { runId: string; status: string; phase: "reading" | "checking" | "applying" | null; progress: number; rowsTotal: number; rowsRead: number; rowsAccepted: number; rowsRefused: number; rowsApplied: number; createdAt: string }

const POLL_MILLIS = 1_000
const UNDER_WAY = new Set(["uploading", "queued", "running"])

/** Asks every second while the worker is at it; when it ends, the page shows what came of it. */
export function ImportProgress({ first }: { first: Progress }) {
  const t = useTranslations("imports.progress")
  const trpc = useTRPC()
  const router = useRouter()
  const { number, percent } = useFormats()
  const { data } = useQuery({ ...trpc.imports.get.queryOptions({ runId: first.runId }), initialData: first as never, staleTime: 0, refetchInterval: ({ state }) => (UNDER_WAY.has((state.data as Progress | undefined)?.status ?? "") ? POLL_MILLIS : false) })
  const run = data as Progress
  const cancel = useAct(trpc.imports.cancel.mutationOptions(), { done: t("cancelled") })
  const over = !UNDER_WAY.has(run.status)
  useEffect(() => { if (over) router.refresh() }, [over, router])
  return (
    <Card title={t(run.status === "queued" ? "queued" : run.phase ?? "queued")} description={t("leave")}>
      <div className="grid gap-4" aria-live="polite">
        <ProgressBar label={t("label")} hideLabel value={run.status === "queued" ? undefined : run.progress} max={1} valueText={percent(run.progress)} />
        <DescriptionList layout="stack" items={[
          { term: t("read"), value: `${number(run.rowsRead)} / ${number(run.rowsTotal)}` }, { term: t("accepted"), value: number(run.rowsAccepted) },
          { term: t("refused"), value: number(run.rowsRefused) }, { term: t("applied"), value: number(run.rowsApplied) },
        ]} />
        {cancel.refused && <Alert tone="danger" live>{cancel.refused}</Alert>}
        <Button className="justify-self-start" loading={cancel.pending} onClick={() => cancel.run({ runId: run.runId })}>{t("cancel")}</Button>
      </div>
    </Card>
  )
}
