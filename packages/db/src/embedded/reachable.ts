import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs"
import { createHash } from "node:crypto"
import path from "node:path"

/** Whether somebody else than the owner may walk down to `file`: every folder on the way lets others through. */
export function reachableByOthers(file: string): boolean {
  for (let folder = path.resolve(file); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/**
 * Root's Postgres runs as another user, who cannot see into a private home. Then the programs are copied once to a place that
 * everybody can read, under a name made from where they came from.
 */
export function copyForOthers(native: string, version: string): string {
  const name = `entrepot-postgres-${version}-${createHash("sha256").update(native).digest("hex").slice(0, 8)}`
  const target = path.join("/var/tmp", name)
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  mkdirSync(half, { recursive: true, mode: 0o755 })
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}
