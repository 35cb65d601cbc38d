import { parseArgs, type ParseArgsConfig } from "node:util"
import type { Door } from "./connect.ts"

/** Something that was typed wrongly; printed with the command's usage. */
export class Usage extends Error {}

export type Options = NonNullable<ParseArgsConfig["options"]>
export type Given = Readonly<Record<string, string | boolean | undefined>>

export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly help?: string
  readonly options: Options
  readonly needsDatabase?: false
  /** Answers what to print, and 1 where something is wrong that was asked about. */
  readonly run: (given: Given, door: Door) => Promise<{ readonly text: string; readonly json?: unknown; readonly exitCode?: 0 | 1 }>
}

export function readOptions(command: Command, words: readonly string[]): Given {
  try {
    const { values } = parseArgs({ args: [...words], options: { ...command.options, json: { type: "boolean" }, help: { type: "boolean", short: "h" } }, allowPositionals: false })
    return values as Given
  } catch (error) {
    throw new Usage((error as Error).message)
  }
}

export function required(given: Given, name: string): string {
  const value = given[name]
  if (typeof value !== "string" || value === "") throw new Usage(`--${name} is missing.`)
  return value
}

export function optional(given: Given, name: string): string | undefined {
  const value = given[name]
  return typeof value === "string" && value !== "" ? value : undefined
}

export const textOption = { type: "string" } as const
