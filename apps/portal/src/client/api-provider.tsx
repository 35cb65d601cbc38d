"use client"
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client"
import { useState, type ReactNode } from "react"
import type { PortalRouter } from "@entrepot/api/portal"
import { TRPCProvider } from "./trpc.ts"

const url = "/api/trpc"

/**
 * A command goes alone, under a key of its own: sent again after a lost answer it changes nothing twice. Give `context: { key }`
 * to keep one key over several attempts. Questions that arise together share one request; long ones are posted.
 */
function makeClient() {
  return createTRPCClient<PortalRouter>({
    links: [splitLink({
      condition: (op) => op.type === "mutation",
      true: httpLink({ url, headers: ({ op }) => ({ "idempotency-key": typeof op.context["key"] === "string" ? op.context["key"] : crypto.randomUUID() }) }),
      false: splitLink({
        condition: (op) => op.context["long"] === true,
        true: httpLink({ url, methodOverride: "POST" }),
        false: httpBatchLink({ url, maxURLLength: 4_000 }),
      }),
    })],
  })
}

/** Whoever was shut out meanwhile is led to the sign-in, and back to where they were. */
function leave(error: unknown): void {
  if ((error as { data?: { code?: string } }).data?.code !== "UNAUTHORIZED") return
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`)
}

function makeQueries() {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leave }), mutationCache: new MutationCache({ onError: leave }),
    defaultOptions: { queries: { staleTime: 15_000, retry: 1, refetchOnWindowFocus: false }, mutations: { retry: false } },
  })
}

export function ApiProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueries)
  const [client] = useState(makeClient)
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client} queryClient={queries}>{children}</TRPCProvider>
    </QueryClientProvider>
  )
}
