import { createReadStream, existsSync, readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import path from "node:path"
import { parseArgs } from "node:util"
import { cancelImport, getImport, queueImport, reasonIn, receiveUpload, refusalsCsv, startImport, type ImportState, type MappingSuggestion } from "@entrepot/domain/integrations"
import { IMPORT_KINDS, ImportOptions, type ImportKind } from "@entrepot/domain/integrations/contract"
import { listNetworks } from "@entrepot/domain/provisioning"
import type { Work } from "@entrepot/db"
import { isRefusal } from "@entrepot/kernel"
import { NoDatabase, openDoor, type Door } from "./entrepot/connect.ts"
import { overlaid, readMappingFile, WrongMapping } from "./import/mapping-file.ts"
import { StartError } from "./start/settings.ts"

const HELP = `npm run import -- <${IMPORT_KINDS.join("|").replaceAll("_", "-")}> <file.csv[.gz]> --network CODE [options]

  --mapping FILE     columns and options as JSON, over what is remembered or suggested (docs: integrations/imports)
  --remember NAME    keep the mapping for the next file with this header
  --all-or-nothing   apply nothing when any row is refused
  --refusals FILE    write the refused rows there, with line and reason
  --dry-run          do everything, keep nothing

The worker runs the import; Ctrl-C cancels it. Exit codes: 0 done · 1 refused or failed · 2 wrongly asked · 3 no database`

const EXIT = { done: 0, refused: 1, usage: 2, noDatabase: 3, defect: 70 } as const
class Usage extends Error {}

type Asked = { readonly kind: ImportKind; readonly file: string; readonly network: string; readonly mapping?: string; readonly remember?: string; readonly refusals?: string; readonly allOrNothing: boolean; readonly dryRun: boolean }
type Say = (text: string) => void

/** Runs one import and answers the exit code. */
export async function main(words: readonly string[], print: Say, complain: Say, open: () => Door = openDoor): Promise<number> {
  let door: Door | undefined
  try {
    if (words.length === 0 || words.includes("--help")) {
      print(HELP)
      return EXIT.done
    }
    const asked = readWords(words)
    door = open()
    return await importFile(asked, door, print)
  } catch (error) {
    return explain(error, complain)
  } finally {
    await door?.close()
  }
}

function readWords(words: readonly string[]): Asked {
  const text = { type: "string" } as const
  const flag = { type: "boolean", default: false } as const
  let parsed
  try {
    parsed = parseArgs({ args: [...words], allowPositionals: true, options: { network: text, mapping: text, remember: text, refusals: text, "all-or-nothing": flag, "dry-run": flag } })
  } catch (error) {
    throw new Usage((error as Error).message)
  }
  const { values, positionals: [kindText = "", file = "", ...more] } = parsed
  const kind = IMPORT_KINDS.find((known) => known === kindText.replaceAll("-", "_"))
  if (!kind) throw new Usage(`"${kindText}" is nothing that can be imported.`)
  if (file === "" || more.length > 0) throw new Usage("Name one file.")
  if (!existsSync(file)) throw new Usage(`There is no file ${file}.`)
  if (!values.network) throw new Usage("--network is missing.")
  return {
    kind, file, network: values.network, allOrNothing: values["all-or-nothing"], dryRun: values["dry-run"],
    ...(values.mapping ? { mapping: values.mapping } : {}), ...(values.remember ? { remember: values.remember } : {}), ...(values.refusals ? { refusals: values.refusals } : {}),
  }
}

async function importFile(asked: Asked, door: Door, print: Say): Promise<number> {
  const mapping = asked.mapping ? readMappingFile(readFileSync(asked.mapping, "utf8")) : undefined
  const network = (await door.platform((work) => listNetworks(work))).find(({ code }) => code === asked.network)
  if (!network) throw new Usage(`There is no network "${asked.network}".`)
  const inWork = <T>(task: (work: Work) => Promise<T>) => door.network(network.networkId, task)
  const { runId, rows } = await receiveUpload(inWork, { fileName: path.basename(asked.file), bytes: createReadStream(asked.file) })
  const suggestion = await inWork((work) => startImport(work, { runId, kind: asked.kind }))
  const { layout } = await inWork((work) => getImport(work, { runId }))
  const chosen = mapping ? overlaid(suggestion, mapping, layout.names) : suggestion
  print(`${rows} rows, ${layout.encoding}. ${ORIGIN[chosen.source]}:\n${described(chosen, layout.names)}`)
  for (const notice of layout.notices) print(reasonIn("en")({ ...notice, field: "" }))
  const options = ImportOptions.parse({ ...chosen.options, allOrNothing: asked.allOrNothing || chosen.options.allOrNothing, rehearse: asked.dryRun })
  await inWork((work) => queueImport(work, { runId, kind: asked.kind, mapping: chosen.mapping, options, ...(asked.remember ? { remember: asked.remember } : {}) }))
  const ended = await watched(inWork, runId, print)
  print(told(ended))
  if (asked.refusals && ended.rowsRefused > 0) {
    await writeFile(asked.refusals, (await refusalsCsv(inWork, { runId, locale: "en" })).lines)
    print(`The refused rows are in ${asked.refusals}.`)
  }
  return ended.status === "applied" || (asked.dryRun && ended.status === "mapped") ? EXIT.done : EXIT.refused
}

const ORIGIN: Readonly<Record<MappingSuggestion["source"], string>> = { kept: "Mapping as given", profile: "Mapping as remembered", suggested: "Mapping as suggested" }

function described({ mapping }: Pick<MappingSuggestion, "mapping">, names: readonly string[]): string {
  return mapping.fields.map(({ field, key, columns, constant }) => {
    const from = [...columns.map((column) => names[column] ?? `column ${column + 1}`), ...(constant ? [`"${constant}"`] : [])].join(", else ")
    return `  ${(key ? `${field} (${key})` : field).padEnd(28)} ${from}`
  }).join("\n")
}

const PATIENCE_MILLIS = 15_000

/** Follows the run until it ends. Ctrl-C cancels it, wherever it is. */
async function watched(inWork: <T>(task: (work: Work) => Promise<T>) => Promise<T>, runId: string, print: Say): Promise<ImportState> {
  const cancel = () => void inWork((work) => cancelImport(work, { runId })).catch(() => undefined)
  process.once("SIGINT", cancel)
  const began = Date.now()
  let [said, waited] = ["", false]
  try {
    for (;;) {
      const state = await inWork((work) => getImport(work, { runId }))
      if (state.status !== "queued" && state.status !== "running") return state
      const now = state.status === "queued" ? "" : `${state.phase ?? ""} ${Math.floor(state.progress * 10) * 10} %, ${state.rowsRead} rows read, ${state.rowsRefused} refused`
      if (now !== said) print(now)
      if (now === "" && !waited && Date.now() - began > PATIENCE_MILLIS) [waited] = [true, print("No worker has taken it yet. It stays queued until one does.")]
      said = now
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  } finally {
    process.removeListener("SIGINT", cancel)
  }
}

function told({ status, rowsRead, rowsAccepted, rowsRefused, summary: { codes, products, prices, categoriesCreated, rehearsed }, error }: ImportState): string {
  const reason = reasonIn("en")
  const counts = (of: Readonly<Record<string, number>> = {}) => Object.entries(of).sort((a, b) => b[1] - a[1]).map(([code, count]) => `  ${String(count).padStart(8)}  ${code.replace("integrations.", "").replaceAll("_", " ")}`)
  return [
    rehearsed ? "Rehearsed; nothing was kept." : error ? `${status}: ${reason({ code: error.code, field: "", facts: error.facts as Record<string, string> })} (${error.code})` : status,
    `${rowsRead} rows read, ${rowsAccepted} accepted, ${rowsRefused} refused`, ...counts(codes?.refused),
    ...(codes && Object.keys(codes.noticed).length > 0 ? ["Remarks", ...counts(codes.noticed)] : []),
    ...(products ? [`products: ${products.created} created, ${products.updated} changed, ${products.unchanged} unchanged`] : []),
    ...(prices ? [`prices: ${prices.created} created, ${prices.changed} changed, ${prices.unchanged} unchanged`] : []),
    ...(categoriesCreated ? [`categories: ${categoriesCreated} created`] : []),
  ].join("\n")
}

function explain(error: unknown, complain: Say): number {
  if (error instanceof Usage || error instanceof WrongMapping) {
    complain(`${error.message}\n\n${HELP}`)
    return EXIT.usage
  }
  if (error instanceof NoDatabase || error instanceof StartError) {
    complain(error.message)
    return EXIT.noDatabase
  }
  if (isRefusal(error)) {
    const faults = error.facts["faults"]
    const missing = Array.isArray(faults) ? faults.map((fault) => `\n  ${reasonIn("en")({ facts: {}, ...(fault as { code: string; field: string }) })}`).join("") : ""
    complain(`${reasonIn("en")({ code: error.code, field: "", facts: error.facts as Record<string, string> })} (${error.code})${missing}`)
    return EXIT.refused
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT.defect
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await main(process.argv.slice(2), (text) => process.stdout.write(`${text}\n`), (text) => process.stderr.write(`${text}\n`))
}
