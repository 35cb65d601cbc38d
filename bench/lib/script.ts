/** One statement as it went to Postgres. */
export type Statement = { readonly name?: string; readonly text: string; readonly values?: readonly unknown[] }
/** Statements that were sent without waiting for each other: one round trip. */
export type Round = readonly Statement[]
/** From begin to commit. `read`: the answer does not wait for the commit. */
export type Transaction = { readonly rounds: readonly Round[]; readonly read: boolean }
/** What one HTTP request sends; more than one transaction where a page asks several questions. */
export type Request = readonly Transaction[]
/** What one operation sends. */
export type Script = readonly Request[]

const isFrame = ({ text }: Statement) => /^(begin|commit|rollback|select ctx\.enter)/.test(text)

/** Statements in all, those of the business (neither frame nor the look at who asks), and the round trips that an answer waits for. */
export function costOf(script: Script): { statements: number; business: number; roundTrips: number } {
  const transactions = script.flat()
  const statements = transactions.flatMap(({ rounds }) => rounds.flat())
  const awaited = transactions.reduce((sum, { rounds, read }) => sum + rounds.length - (read && isFrame(rounds.at(-1)![0]!) ? 1 : 0), 0)
  return { statements: statements.length, business: statements.filter((one) => !isFrame(one) && !isLookAtWho(one)).length, roundTrips: awaited }
}

const isLookAtWho = ({ text }: Statement) => text.includes("reaches_tenant")

/** Splits a script at the words that must be new each time: ids made by the operation, and whatever else is unique in it. */
export function templateOf(script: Script, unique: readonly string[]): (fresh: (word: string) => string) => Script {
  const text = JSON.stringify(script)
  const parts = unique.length === 0 ? [text] : text.split(new RegExp(`(${unique.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`))
  return (fresh) => {
    const known = new Map<string, string>()
    const renamed = parts.map((part, index) => {
      if (index % 2 === 0) return part
      if (!known.has(part)) known.set(part, fresh(part))
      return known.get(part)!
    })
    return JSON.parse(renamed.join("")) as Script
  }
}

/** Ids of version 7 that were made since `started` (milliseconds): what the operation itself gave a name to. */
export function idsMadeSince(script: Script, started: number): string[] {
  const found = JSON.stringify(script).match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g) ?? []
  return [...new Set(found)].filter((id) => {
    const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    return at >= started - 1000 && at <= Date.now() + 1000
  })
}
