import { consoleSessionRouter } from "./console/session.ts"
import { createCallerFactory, router } from "./trpc.ts"

/** Everything that the console's pages and machines can ask: one router per module, the network's side and the platform's. */
export const consoleRouter = router({
  session: consoleSessionRouter,
})

export type ConsoleRouter = typeof consoleRouter
export const createConsoleCaller = createCallerFactory(consoleRouter)
export type ConsoleCaller = ReturnType<typeof createConsoleCaller>
