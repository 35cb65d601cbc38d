export type ConsoleConfig = {
  readonly port: number
  readonly networkUrl: string
  readonly platformUrl: string
  readonly authSecret: string
  readonly development: boolean
  /** Metrics answer this machine alone unless METRICS_OPEN=1. */
  readonly openMetrics: boolean
}

/** Reads the environment once; what is missing is said by name. */
export function readConfig(env: NodeJS.ProcessEnv): ConsoleConfig {
  const port = Number(env["PORT"] || env["CONSOLE_PORT"] || 3100)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${env["PORT"] ?? env["CONSOLE_PORT"]} is not a port.`)
  return {
    port,
    networkUrl: required(env, "DATABASE_URL_NETWORK"),
    platformUrl: required(env, "DATABASE_URL_PLATFORM"),
    authSecret: required(env, "AUTH_SECRET"),
    development: env["NODE_ENV"] === "development",
    openMetrics: env["METRICS_OPEN"] === "1",
  }
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} is missing. .env.example explains it.`)
  return value
}
