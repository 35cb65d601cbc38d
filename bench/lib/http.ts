import { Agent, request as send } from "node:http"

export type Asked = { readonly path: string; readonly method?: "GET" | "POST"; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
export type HttpClient = (asked: Asked) => Promise<string>

/** Asks one port of this machine over kept connections. Anything but 200 ends the run, with what was answered. */
export function httpClient(port: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return ({ path, method = "GET", headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port, path, method, agent, headers: { ...headers, ...(body !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }) } }, (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === 200) resolve(text)
          else reject(new Error(`${method} ${path.slice(0, 120)} answered ${response.statusCode}: ${text.slice(0, 400)}`))
        })
        response.on("error", reject)
      })
      request.on("error", reject)
      request.end(body)
    })
}
