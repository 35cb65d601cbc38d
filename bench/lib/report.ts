import type { Case, Finding } from "./case.ts"
import { round, type Figures } from "./measure.ts"

export type Verdict = { readonly aim: string; readonly got: string; readonly met: boolean }

/** How many times the CPU of its limit a case spends, one at a time: all processes together, and our process against the bare one. */
export function ratiosOf({ ours, limit, aims }: Case): { all: number; process: number } {
  const held = aims.ratio === "bare server" ? (limit.at1 ?? limit.script) : limit.script
  return { all: round(ours.at1.cpu.all / held.cpu.all), process: round((ours.at1.cpu.server + ours.at1.cpu.worker) / held.cpu.server) }
}

export function verdictsOf(one: Case): Verdict[] {
  const { aims, sql } = one
  const { all } = ratiosOf(one)
  return [
    { aim: `at most ${aims.most}x the CPU of the ${aims.ratio}`, got: `${all.toFixed(2)}x`, met: all <= aims.most },
    ...(aims.business === undefined ? [] : [{ aim: "one round trip of business SQL", got: `${sql.business}`, met: sql.business <= aims.business }]),
    ...(aims.roundTrips === undefined ? [] : [{ aim: `at most ${aims.roundTrips} round trips`, got: `${sql.roundTrips}`, met: sql.roundTrips <= aims.roundTrips }]),
  ]
}

const COLUMNS = ["", "CPU ms", "server", "worker", "database", "p50 ms", "p95 ms", "1/s", "p50 ×16", "p95 ×16", "1/s ×16", "MiB"]

/** The whole result as text. */
export function reportOf(cases: readonly Case[], findings: readonly Finding[]): string {
  return [...cases.map(caseText), ...findings.map((one) => `${one.title}\n  ${one.met ? "met   " : "MISSED"} ${one.aim}: ${one.said}\n`)].join("\n")
}

function caseText(one: Case): string {
  const { ours, limit, sql, notes = [] } = one
  const rows = [
    ["Entrepot", ...cells(ours.at1, ours.at16)],
    ...(limit.at1 ? [["bare server", ...cells(limit.at1, limit.at16)]] : []),
    ["bare script", ...cells(limit.script, undefined)],
  ]
  const { all, process } = ratiosOf(one)
  return [
    `(${one.id}) ${one.title}`,
    table([COLUMNS, ...rows]),
    `  ${sql.statements} statements in ${sql.roundTrips} round trips, of which business: ${sql.business}. CPU ${all.toFixed(2)}x the ${one.aims.ratio} in all, ${process.toFixed(2)}x in the process alone.`,
    ...notes.map((note) => `  ${note}`),
    ...verdictsOf(one).map(({ aim, got, met }) => `  ${met ? "met   " : "MISSED"} ${aim}: ${got}`),
    "",
  ].join("\n")
}

function cells({ cpu, p50Millis, p95Millis, perSecond, serverMemoryMiB }: Figures, at16: Figures | undefined): string[] {
  const many = at16 ? [at16.p50Millis.toFixed(1), at16.p95Millis.toFixed(1), at16.perSecond.toFixed(0)] : ["", "", ""]
  return [cpu.all.toFixed(2), cpu.server.toFixed(2), cpu.worker.toFixed(2), cpu.database.toFixed(2), p50Millis.toFixed(1), p95Millis.toFixed(1), perSecond.toFixed(0), ...many, (at16 ?? { serverMemoryMiB }).serverMemoryMiB.toFixed(0)]
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ")}`).join("\n")
}
