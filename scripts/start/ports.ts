import { createServer } from "node:net"
import { StartError, type Ports } from "./settings.ts"

export async function portIsFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once("error", () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** Said before anything is started, so that nothing has to be taken back. */
export async function refuseBusyPorts(ports: Ports, withFake: boolean): Promise<void> {
  const wanted = [["portal", "PORTAL_PORT"], ["console", "CONSOLE_PORT"], ["worker", "WORKER_PORT"], ["smtp", "SMTP_PORT"], ...(withFake ? [["stripe", "STRIPE_FAKE_PORT"] as const] : [])] as const
  const busy: string[] = []
  for (const [name, variable] of wanted) {
    if (!(await portIsFree(ports[name], "0.0.0.0")) || !(await portIsFree(ports[name]))) busy.push(`Port ${ports[name]} (${name}) is in use by another program. End it, or choose another port: ${variable}=${ports[name] + 1} npm start`)
  }
  if (busy.length > 0) throw new StartError(busy.join("\n"))
}
