import { createTransport, type Transporter } from "nodemailer"

/** Pooled SMTP with short patience: a mail server that hangs is an outage that is tried again, not a worker that waits. */
export function createMailer(smtpUrl: string): Transporter {
  const { hostname, port, protocol, username, password } = new URL(smtpUrl)
  const secure = protocol === "smtps:"
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (secure ? 465 : 587), secure,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    pool: true, maxConnections: 4, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000,
  })
}
