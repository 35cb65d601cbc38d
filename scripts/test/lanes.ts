import { readdirSync } from "node:fs"
import { availableParallelism } from "node:os"
import path from "node:path"
import { freshFolder } from "../../e2e/lib/folder.ts"
import { PORTS } from "../../e2e/lib/ports.ts"
import { ROOT } from "../start/settings.ts"

/** Files of the browser's tests, and the product of their own that they are run against: its ports, and where it keeps its data. */
export type Lane = { readonly files: readonly string[]; readonly folder: string; readonly env: Readonly<Record<string, string>> }

/** About how many seconds the files take that take long; another takes about `SHORT`. They share out the work, and nothing waits for them. */
const SECONDS: Readonly<Record<string, number>> = {
  "e2e/portal/sweep.spec.ts": 300, "e2e/portal/order.spec.ts": 75, "e2e/portal/invoices.spec.ts": 75, "e2e/portal/subscriptions.spec.ts": 70, "e2e/portal/books.spec.ts": 65, "e2e/portal/door.spec.ts": 60, "e2e/portal/catalogue.spec.ts": 60,
  "e2e/portal/credit-notes.spec.ts": 60, "e2e/console/settlement.spec.ts": 60, "e2e/portal/approval.spec.ts": 55, "e2e/portal/subscription-changes.spec.ts": 50, "e2e/console/products.spec.ts": 45, "e2e/console/books.spec.ts": 45, "e2e/console/subscription-runs.spec.ts": 40,
}
const SHORT = 18
/** How far from the first lane's ports another lane's are. */
const BESIDE = 40

/** The browser's tests in two lanes where there are two cores: a page waits now for the browser, now for the server, and one at a time leaves a core idle. */
export function browserLanes(): Lane[] {
  const shares = shareOut(filesOfTests(), availableParallelism() > 1 ? 2 : 1)
  return shares.map((files, place) => {
    const folder = freshFolder()
    const ports = Object.entries(PORTS).map(([name, port]) => [name, String(Number(port) + place * BESIDE)])
    return { files, folder, env: { ...Object.fromEntries(ports), ENTREPOT_E2E_DATA: folder } }
  })
}

const filesOfTests = () => readdirSync(path.join(ROOT, "e2e"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".spec.ts")).map((file) => path.posix.join("e2e", ...file.split(path.sep)))

/** Each file, the longest first, to whoever has the least to do. */
function shareOut(files: readonly string[], lanes: number): string[][] {
  const secondsOf = (file: string) => SECONDS[file] ?? SHORT
  const shares = Array.from({ length: lanes }, () => ({ files: [] as string[], seconds: 0 }))
  for (const file of files.toSorted((one, other) => secondsOf(other) - secondsOf(one) || one.localeCompare(other))) {
    const share = shares.reduce((least, each) => (each.seconds < least.seconds ? each : least))
    share.files.push(file)
    share.seconds += secondsOf(file)
  }
  return shares.map((share) => share.files)
}
