"use client"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client"
import type { ConsoleRouter } from "@entrepot/api/console"
import { useState, type ReactNode } from "react"
import { TRPCProvider } from "./trpc.ts"

const url = "/api/trpc"

/**
 * A command goes alone, under a key of its own: when its answer is lost on the way, sending it again changes nothing twice.
 * Questions that arise together share one request.
 */
function makeClient() {
  return createTRPCClient<ConsoleRouter>({
    links: [splitLink({
      condition: (op) => op.type === "mutation",
      true: httpLink({ url, headers: ({ op }) => ({ "idempotency-key": typeof op.context["key"] === "string" ? op.context["key"] : crypto.randomUUID() }) }),
      // A plan or a basket does not fit into an address, so questions travel in a body.
      false: httpBatchLink({ url, methodOverride: "POST" }),
    })],
  })
}

function makeQueries() {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: 1, refetchOnWindowFocus: false }, mutations: { retry: false } } })
}

export function AskProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueries)
  const [client] = useState(makeClient)
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client} queryClient={queries}>{children}</TRPCProvider>
    </QueryClientProvider>
  )
}
