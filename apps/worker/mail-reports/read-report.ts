import { createHash } from "node:crypto"
import { simpleParser, type ParsedMail } from "mailparser"
import type { MailReport } from "@entrepot/domain/integrations"

/** A report about one of our mails, and whose it is. */
export type ReadReport = MailReport & { readonly networkId: number; readonly tenantId: number }

/** What a mail of ours is found by: in its Message-ID, and in the envelope's sender that a server answers to. */
const TOKEN = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})\.(\d{1,9})@/i
const REPORT_TYPES = /^message\/(global-)?delivery-status$/
const RETURNED_TYPES = /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/
/** The head of what came back; its body is nobody's business here. */
const MOST_OF_HEAD = 64 * 1024

/** Reads a delivery status notification (RFC 3464); undefined for any other mail, for good news, and for what is about no mail of ours. */
export async function readReport(raw: Buffer): Promise<ReadReport | undefined> {
  const mail = await simpleParser(raw, { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
  const status = mail.attachments.find(({ contentType }) => REPORT_TYPES.test(contentType))
  const about = aboutOf(mail)
  if (!status || !about) return undefined
  const worst = recipientsOf(status.content.toString("utf8")).toSorted((one, other) => weight(other.action) - weight(one.action))[0]
  if (!worst || (worst.action !== "failed" && worst.action !== "delayed")) return undefined
  const reportId = mail.messageId ?? createHash("sha256").update(raw).digest("hex")
  return { ...about, reportId, action: worst.action, status: worst.status, diagnostic: worst.diagnostic }
}

const weight = (action: string): number => ["delayed", "failed"].indexOf(action)

/** The mail that it is about: to whom the report goes, else what came back with it. */
function aboutOf(mail: ParsedMail): { readonly messageId: string; readonly networkId: number; readonly tenantId: number } | undefined {
  const returned = mail.attachments.filter(({ contentType }) => RETURNED_TYPES.test(contentType)).map(({ content }) => content.subarray(0, MOST_OF_HEAD).toString("latin1"))
  for (const text of [...mail.headerLines.map(({ line }) => line), ...returned]) {
    const [, messageId, networkId, tenantId] = TOKEN.exec(text) ?? []
    if (messageId) return { messageId: messageId.toLowerCase(), networkId: Number(networkId), tenantId: Number(tenantId) }
  }
  return undefined
}

type Recipient = { readonly action: string; readonly status: string; readonly diagnostic: string }

/** Groups of fields, parted by empty lines; the first is about the report itself. */
function recipientsOf(text: string): Recipient[] {
  return text.replaceAll("\r\n", "\n").split(/\n[\t ]*\n/).flatMap((group) => {
    const fields = new Map(group.replaceAll(/\n[\t ]+/g, " ").split("\n").flatMap((line) => {
      const [, name, value] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? []
      return name ? [[name.toLowerCase(), value!.trim()] as const] : []
    }))
    const action = fields.get("action")?.toLowerCase()
    if (!action) return []
    const diagnostic = (fields.get("diagnostic-code") ?? "").replace(/^[\w-]+\s*;\s*/, "")
    return [{ action, status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0] ?? "", diagnostic }]
  })
}
