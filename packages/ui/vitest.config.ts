import { defineConfig } from "vitest/config"

// Nothing here needs a database, so this package's tests also run alone, without the cluster.
export default defineConfig({ test: { include: ["src/**/*.test.ts"], globalSetup: [], testTimeout: 30_000 } })
