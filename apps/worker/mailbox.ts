import { createHash } from "node:crypto"
import { SMTPServer } from "smtp-server"
import { simpleParser } from "mailparser"
import { automation, withWork, type AudiencePool } from "@entrepot/db"
import { keepMailboxMessage } from "@entrepot/domain/integrations"
import type { Logger } from "@entrepot/telemetry"

const MOST_BYTES = 10 * 1024 * 1024

/** The mail server of development: it takes every mail that comes from this machine and delivers none of them anywhere. */
export async function startMailbox(port: number, worker: AudiencePool, log: Logger): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    size: MOST_BYTES,
    banner: "Entrepot development mailbox",
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map((to) => to.address)
      simpleParser(stream)
        .then((mail) => withWork(worker, { audience: "worker" }, automation("mailbox"), (work) => keepMailboxMessage(work, {
          smtpId: mail.messageId ?? `<${session.id}@mailbox>`,
          sender: mail.from?.text ?? "", recipients, subject: mail.subject ?? "",
          text: mail.text ?? "", html: typeof mail.html === "string" ? mail.html : "",
          attachments: mail.attachments.map(({ filename, contentType, size, content }) => ({ name: filename ?? "", type: contentType, bytes: size, sha256: createHash("sha256").update(content).digest("hex") })),
        })))
        .then(() => done(), (error: unknown) => {
          log.error({ err: error }, "A mail could not be kept.")
          done(Object.assign(new Error("Try again later"), { responseCode: 451 }))
        })
    },
  })
  server.on("error", (error) => log.warn({ err: error }, "The mailbox lost a connection."))
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve())
  })
  const address = server.server.address()
  return { port: address && typeof address === "object" ? address.port : port, stop: () => new Promise((resolve) => void server.close(() => resolve())) }
}
