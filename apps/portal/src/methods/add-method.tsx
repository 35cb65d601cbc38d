"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useEffect, useState, useSyncExternalStore } from "react"
import { Alert, Button, ProgressBar } from "@entrepot/ui"
import type { Action, SetupStatus } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"

const KEPT = "setup"
const OFTEN = 1_500
const SELDOM = 10_000
const DONE: ReadonlySet<SetupStatus> = new Set(["succeeded", "failed", "expired"])

/** Adds a card on the provider's own page: ours never sees its number. Whoever comes back from there is told what became of it. */
export function AddMethod({ add }: { add: Action }) {
  const t = useTranslations("methods")
  const message = useRefusalMessage()
  const kept = useKept()
  const start = useCommand(useTRPC().payments.startSetup.mutationOptions(), { refresh: false })
  const [leaving, setLeaving] = useState(false)
  const begin = async () => {
    const setup = await start.run({ returnPath: "/payment-methods" })
    if (!setup) return
    keep(setup.setupId)
    setLeaving(true)
  }
  return (
    <div className="grid gap-3">
      {kept && <SetupState setupId={kept} leave={leaving} onOver={() => { keep(undefined); setLeaving(false) }} />}
      {start.refused && <Alert tone="danger" live>{start.refused}</Alert>}
      <Button className="w-fit" variant="primary" loading={start.pending} disabledReason={add.allowed ? undefined : message({ code: add.why })} onClick={() => void begin()}>{t("add")}</Button>
      <p className="text-sm text-muted">{t("addHint")}</p>
    </div>
  )
}

function SetupState({ setupId, leave, onOver }: { setupId: string; leave: boolean; onOver: () => void }) {
  const t = useTranslations("methods.setup")
  const router = useRouter()
  const { data } = useQuery({
    ...useTRPC().payments.setup.queryOptions({ setupId }), staleTime: 0,
    refetchInterval: ({ state }) => (state.data && DONE.has(state.data.status) ? false : state.data?.status === "unknown" ? SELDOM : OFTEN),
  })
  useEffect(() => {
    if (leave && data?.status === "redirect" && data.redirectUrl) window.location.assign(data.redirectUrl)
    if (data?.status === "succeeded") router.refresh()
  }, [data, leave, router])
  if (!data || data.status === "created") return <Alert tone="info" live title={t("created")}><ProgressBar label={t("created")} hideLabel /></Alert>
  const over = <Button size="sm" onClick={onOver}>{t("close")}</Button>
  if (data.status === "succeeded") return <Alert tone="success" live title={t("succeeded")} actions={over} />
  if (data.status === "failed" || data.status === "expired") return <Alert tone="danger" live title={t(data.status)} actions={over} />
  if (data.status === "unknown") return <Alert tone="warning" live title={t("unknown")} actions={over} />
  return <Alert tone="info" live title={t("redirect")} actions={<>{data.redirectUrl && <Button size="sm" variant="primary" onClick={() => window.location.assign(data.redirectUrl!)}>{t("goOn")}</Button>}{over}</>} />
}

/** Which setup this tab waits for: the way to the provider's page and back loads the page anew. */
const listeners = new Set<() => void>()
function keep(setupId: string | undefined): void {
  if (setupId) window.sessionStorage.setItem(KEPT, setupId)
  else window.sessionStorage.removeItem(KEPT)
  for (const listener of listeners) listener()
}
function useKept(): string | undefined {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener) }, () => window.sessionStorage.getItem(KEPT) ?? undefined, () => undefined)
}
