"use client"
import { createTRPCContext } from "@trpc/tanstack-react-query"
import type { ConsoleRouter } from "@entrepot/api/console"

/** Typed questions and commands for islands: `useTRPC().orders.list.queryOptions(…)`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<ConsoleRouter>()
