import { buildApps } from "./start/sources.ts"

await buildApps({ force: process.argv.includes("--force") })
