import { BaseSequencer, type TestSpecification } from "vitest/node"
import { defineConfig } from "vitest/config"

/** What takes longest, the longest first. */
const LONGEST = [
  "packages/api/src/walls/attack.test.ts", "apps/worker/payments.test.ts", "packages/api/src/walls/probe.test.ts", "packages/domain/src/integrations/imports/run/import.test.ts", "packages/db/src/walls/sweep.test.ts",
  "packages/api/src/walls/doors.test.ts", "packages/domain/src/billing/documents/render-pdf.test.ts", "packages/domain/src/integrations/mail/money-handlers.test.ts", "apps/worker/worker.test.ts",
]

/** Without knowledge of earlier runs large files would come first, and a short file that takes a minute might start when the other worker is done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => (LONGEST.findIndex((file) => moduleId.endsWith(file)) + LONGEST.length + 1) % (LONGEST.length + 1)
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "apps/worker/**/*.test.ts", "apps/{console,portal}/{app,src}/**/*.test.ts", "scripts/**/*.test.ts", "demo/**/*.test.ts"],
    globalSetup: ["packages/db/src/testing/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Each worker loads our code once, not once for each of two hundred files. Nothing of ours keeps state in a module but pure caches and the clock of ids.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})
