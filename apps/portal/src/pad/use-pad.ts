"use client"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { MOST_PAD_ROWS, parsePad, type PadRow } from "@entrepot/domain/storefront/contract"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"

const PAUSE_MILLIS = 200
const key = (accountId: string) => `pad:${accountId}`

const listeners = new Set<() => void>()

function listen(hear: () => void): () => void {
  listeners.add(hear)
  return () => listeners.delete(hear)
}

/** The pad's text, its rows as they are read, and the server's verdict on each; what was typed survives a reload. */
export function usePad() {
  const { account, locale } = usePortal()
  const text = useSyncExternalStore(listen, () => sessionStorage.getItem(key(account.accountId)) ?? "", () => "")
  const write = (next: string) => {
    sessionStorage.setItem(key(account.accountId), next)
    for (const hear of listeners) hear()
  }
  const rows = useMemo(() => parsePad(text, locale), [text, locale])
  const asked = useLate(rows)
  const trpc = useTRPC()
  const check = useQuery({ ...trpc.pad.check.queryOptions({ accountId: account.accountId, rows: asked.slice(0, MOST_PAD_ROWS) }, { trpc: { context: { long: true } } }), enabled: asked.length > 0, placeholderData: (before) => before, staleTime: 0 })
  const verdicts = asked.length === 0 ? [] : (check.data?.rows ?? [])
  return { text, write, rows, verdicts, checking: check.isFetching || asked !== rows, error: check.error, tooMany: Math.max(0, rows.length - MOST_PAD_ROWS) }
}

function useLate(rows: PadRow[]): PadRow[] {
  const [late, setLate] = useState(rows)
  useEffect(() => {
    const timer = setTimeout(() => setLate(rows), PAUSE_MILLIS)
    return () => clearTimeout(timer)
  }, [rows])
  return late
}
