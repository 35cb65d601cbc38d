"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import type { CreditNotePreview } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import type { Ask } from "./draft.ts"

const PAUSE_MILLIS = 250

export type Preview = {
  readonly preview: CreditNotePreview | undefined
  /** What is shown belongs to an earlier answer. */
  readonly stale: boolean
  readonly refused: string | undefined
}

/** What asking would do, asked of the server once the fingers rest. */
export function usePreview(invoiceId: string, asks: readonly Ask[], apply: boolean): Preview {
  const message = useRefusalMessage()
  const wanted = JSON.stringify({ invoiceId, apply, lines: asks })
  const [rested, setRested] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setRested(wanted), PAUSE_MILLIS)
    return () => clearTimeout(timer)
  }, [wanted])
  const question = JSON.parse(rested) as { invoiceId: string; apply: boolean; lines: Ask[] }
  const asked = question.lines.length > 0
  // As long as an invoice's lines are, the question does not fit into an address.
  const answer = useQuery({ ...useTRPC().creditNotes.preview.queryOptions(question, { enabled: asked, trpc: { context: { long: true } } }), placeholderData: keepPreviousData, retry: false, staleTime: 0 })
  const none = asks.length === 0
  return { preview: none || answer.error ? undefined : answer.data, stale: rested !== wanted || answer.isFetching, refused: !none && answer.error ? message(answer.error) : undefined }
}
