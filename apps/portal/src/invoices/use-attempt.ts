"use client"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import type { AttemptView } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { isUnderWay } from "./status.tsx"

const OFTEN = 1_500
const SELDOM = 10_000

/**
 * Watches a payment until its outcome is known, often while somebody waits for it and seldom once it is unclear. It follows
 * the bank's own page once: whoever comes back from there without having confirmed is not sent away again.
 */
export function useAttempt(attemptId: string | undefined, { follow, onSettled }: { follow: boolean; onSettled: (attempt: AttemptView) => void }): AttemptView | undefined {
  const trpc = useTRPC()
  const { data } = useQuery({
    ...trpc.payments.attempt.queryOptions({ attemptId: attemptId ?? "" }), enabled: attemptId !== undefined, staleTime: 0,
    refetchInterval: ({ state }) => (!state.data || state.data.status === "created" || state.data.status === "submitted" ? OFTEN : isUnderWay(state.data.status) ? SELDOM : false),
  })
  const told = useRef<string>(undefined)
  useEffect(() => {
    if (!data || isUnderWay(data.status) || told.current === data.attemptId) return
    told.current = data.attemptId
    onSettled(data)
  }, [data, onSettled])
  useEffect(() => {
    if (follow && data?.status === "requires_action" && data.redirectUrl && !wasFollowed(data.attemptId)) window.location.assign(data.redirectUrl)
  }, [data, follow])
  return data
}

/** Kept with the tab: leaving for the bank and coming back loads the page anew. */
function wasFollowed(attemptId: string): boolean {
  const key = `followed:${attemptId}`
  if (window.sessionStorage.getItem(key)) return true
  window.sessionStorage.setItem(key, "1")
  return false
}
