import { defineConfig } from "vitest/config"

// Pure data needs no database, so these tests also run without the workspace's global setup.
export default defineConfig({ test: { include: ["**/*.test.ts"] } })
