"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { ClearingPreview, PreviewCredit, PreviewPayment } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { useSettled } from "#client/use-settled.ts"

export type Previewed = {
  readonly shown: ClearingPreview | undefined
  /** Whether what is shown is of exactly what the form says now. */
  readonly current: boolean
  readonly refused: string | undefined
}

const NOW = { placeholderData: keepPreviousData, staleTime: 0, gcTime: 0, retry: false } as const
const NOWHERE = "00000000-0000-4000-8000-000000000000"
const LONG = { trpc: { context: { long: true } } } as const

/** What recording a payment would do, asked anew once the fingers rest; nothing while the form lacks something. */
export function usePaymentPreview(input: PreviewPayment | undefined): Previewed {
  const settled = useSettled(input ?? null)
  const asked = useQuery({ ...useTRPC().payments.previewRecord.queryOptions(settled ?? { accountId: NOWHERE, amount: { amount: "1", currency: "EUR" }, receivedOn: "2000-01-01", invoices: null }, LONG), enabled: settled !== null, ...NOW })
  return usePreviewed(input ?? null, settled, asked)
}

/** The same of setting credit against invoices. */
export function useCreditPreview(input: PreviewCredit | undefined): Previewed {
  const settled = useSettled(input ?? null)
  const asked = useQuery({ ...useTRPC().payments.previewCredit.queryOptions(settled ?? { accountId: NOWHERE, invoices: [] }, LONG), enabled: settled !== null, ...NOW })
  return usePreviewed(input ?? null, settled, asked)
}

function usePreviewed(input: unknown, settled: unknown, { data, error, isFetching }: { data: ClearingPreview | undefined; error: unknown; isFetching: boolean }): Previewed {
  const message = useRefusalMessage()
  const rests = input !== null && JSON.stringify(input) === JSON.stringify(settled) && !isFetching
  const refused = error && input !== null ? message(error) : undefined
  return { shown: input === null || refused ? undefined : data, current: rests && !error && data !== undefined, refused }
}
