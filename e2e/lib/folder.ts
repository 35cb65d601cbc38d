import { chmodSync, existsSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

/** Where the product under test keeps its data: in memory where there is some, and open to the user that a root's Postgres runs as. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "entrepot-e2e-"))
  chmodSync(folder, 0o755)
  return folder
}
