import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import { NODE_FLAGS } from "../../scripts/start/settings.ts"
import type { BareAnswer, BareCommand } from "../bare/process.ts"
import { httpClient, type HttpClient } from "./http.ts"
import type { Script } from "./script.ts"

export type Bare = {
  readonly pid: number
  readonly http: HttpClient
  /** Gives it what to send; the same name again replaces what it had. */
  readonly load: (name: string, url: string, scripts: readonly Script[]) => Promise<void>
  /** Sends the next `count` scripts one after the other, without HTTP; answers how long each took, in milliseconds. */
  readonly run: (name: string, count: number) => Promise<readonly number[]>
  readonly stop: () => Promise<void>
}

/** Starts the bare server in a process of its own. */
export async function startBare(): Promise<Bare> {
  const child = fork(fileURLToPath(new URL("../bare/process.ts", import.meta.url)), [], { execArgv: [...NODE_FLAGS, "--import", "tsx"], env: { PATH: process.env["PATH"], NODE_ENV: "production" } })
  const answer = () => new Promise<BareAnswer>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The bare server ended (code ${code}).`))
    child.once("exit", ended)
    child.once("message", (message) => {
      child.off("exit", ended)
      resolve(message as BareAnswer)
    })
  })
  const ask = async (command: BareCommand): Promise<BareAnswer> => {
    const answered = answer()
    child.send(command)
    const said = await answered
    if ("failed" in said) throw new Error(`The bare server failed: ${said.failed}`)
    return said
  }
  const ready = await answer()
  if (!("port" in ready)) throw new Error("The bare server did not say its port.")
  return {
    pid: child.pid ?? 0, http: httpClient(ready.port),
    load: async (name, url, scripts) => void (await ask({ do: "load", name, url, scripts })),
    run: async (name, count) => {
      const said = await ask({ do: "run", name, count })
      return "millis" in said ? said.millis : []
    },
    stop: async () => {
      const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()))
      child.disconnect()
      await gone
    },
  }
}
