"use client"
import { createTRPCContext } from "@trpc/tanstack-react-query"
import type { PortalRouter } from "@entrepot/api/portal"

/** Typed questions and commands for islands: `useQuery(useTRPC().cart.get.queryOptions())`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<PortalRouter>()
