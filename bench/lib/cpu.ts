import { readdirSync, readFileSync } from "node:fs"

const TICKS_PER_SECOND = 100

/** CPU milliseconds that a process has used so far (user and system, all its threads), from /proc. */
export function cpuMillisOf(pid: number): number {
  const fields = statOf(pid)
  return fields ? ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND : 0
}

/**
 * CPU milliseconds of a process and its children, those that have already ended included: a Postgres is a postmaster with one
 * child per connection.
 */
export function cpuMillisOfTree(pid: number): number {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)
  const children = all.filter((one) => Number(statOf(one)?.[1]) === pid)
  const own = statOf(pid)
  if (!own) return 0
  const ended = ((Number(own[13]) + Number(own[14])) * 1000) / TICKS_PER_SECOND
  return cpuMillisOf(pid) + ended + children.reduce((sum, child) => sum + cpuMillisOf(child), 0)
}

/** Resident memory in MiB. */
export function memoryMiBOf(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1])
  return (pages * 4096) / 1_048_576
}

/** The fields of /proc/PID/stat after the command's name, which may itself hold spaces. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    return text.slice(text.lastIndexOf(")") + 2).split(" ")
  } catch {
    return undefined
  }
}
