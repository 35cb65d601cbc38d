import { messages } from "@entrepot/domain/provisioning/messages"
import { isRefusal } from "@entrepot/kernel"
import { checkCommands } from "./entrepot/check.ts"
import { readOptions, Usage, type Command } from "./entrepot/command.ts"
import { NoDatabase, openDoor, type Door } from "./entrepot/connect.ts"
import { deliveryCommands } from "./entrepot/deliveries.ts"
import { inWords } from "./entrepot/output.ts"
import { roleCommands } from "./entrepot/roles.ts"
import { taxRateCommands } from "./entrepot/tax-rates.ts"
import { taxRegistrationCommands } from "./entrepot/tax-registrations.ts"
import { tenantCommands } from "./entrepot/tenant.ts"
import { StartError } from "./start/settings.ts"

const COMMANDS: readonly Command[] = [...tenantCommands, ...deliveryCommands, ...checkCommands, ...roleCommands, ...taxRateCommands, ...taxRegistrationCommands]
const EXIT = { done: 0, refused: 1, usage: 2, noDatabase: 3, defect: 70 } as const

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length))
  return [
    "npm run entrepot -- <command> [options]", "", ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`), "",
    "  --json   print JSON instead of text", "  --help   explain a command", "",
    "Exit codes: 0 done · 1 refused, failed or found wrong · 2 wrongly asked · 3 no database",
  ].join("\n")
}

const helpOf = ({ name, usage, summary, help }: Command) => [`npm run entrepot -- ${name} ${usage}`, "", `${summary}.`, ...(help ? ["", help] : [])].join("\n")

/** Runs one command and answers its exit code; everything that it says goes to `print`, every complaint to `complain`. */
export async function main(words: readonly string[], print: (text: string) => void, complain: (text: string) => void, open: () => Door = openDoor): Promise<number> {
  const command = COMMANDS.find(({ name }) => name === words.slice(0, name.split(" ").length).join(" "))
  if (!command) {
    const asked = words.length === 0 || words[0] === "--help" || words[0] === "-h" || words[0] === "help"
    ;(asked ? print : complain)(asked ? overview() : `There is no command "${words.join(" ")}".\n\n${overview()}`)
    return asked ? EXIT.done : EXIT.usage
  }
  try {
    const given = readOptions(command, words.slice(command.name.split(" ").length))
    if (given["help"]) {
      print(helpOf(command))
      return EXIT.done
    }
    return await runCommand(command, given, print, open)
  } catch (error) {
    return explain(error, command, complain)
  }
}

async function runCommand(command: Command, given: Parameters<Command["run"]>[0], print: (text: string) => void, open: () => Door): Promise<number> {
  const door = command.needsDatabase === false ? closedDoor : open()
  try {
    const { text, json, exitCode = EXIT.done } = await command.run(given, door)
    print(given["json"] ? JSON.stringify(json, null, 2) : text)
    return exitCode
  } finally {
    await door.close()
  }
}

const noDoor = () => Promise.reject(new NoDatabase("This command has no database."))
const closedDoor: Door = { platform: noDoor, network: noDoor, worker: noDoor, repair: noDoor, close: async () => undefined }

function explain(error: unknown, command: Command, complain: (text: string) => void): number {
  if (error instanceof Usage) {
    complain(`${error.message}\n\nnpm run entrepot -- ${command.name} ${command.usage}`)
    return EXIT.usage
  }
  if (error instanceof NoDatabase || error instanceof StartError) {
    complain(error.message)
    return EXIT.noDatabase
  }
  if (isRefusal(error)) {
    const text = (messages.en as Readonly<Record<string, string>>)[error.code] ?? error.code
    complain(`${inWords(text, error.facts)} (${error.code})`)
    return EXIT.refused
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT.defect
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await main(process.argv.slice(2), (text) => process.stdout.write(`${text}\n`), (text) => process.stderr.write(`${text}\n`))
}
