/** Reports as mail servers write them, about a mail whose token and recipient are given. */
type About = { readonly token: string; readonly to: string; readonly id?: string }

const lines = (...text: string[]): Buffer => Buffer.from(text.join("\r\n"), "latin1")

/** Postfix: the report goes to the envelope's sender, and brings the head of the mail back. */
export const postfix = ({ token, to, id = "20261129080000.4F1@mx.example.net" }: About, { action = "failed", status = "5.1.1", code = "550 5.1.1", says = "Recipient address rejected: User unknown" } = {}): Buffer => lines(
  "Return-Path: <>", "Received: by mx.example.net (Postfix) id 4F1; Sun, 29 Nov 2026 08:00:00 +0000 (UTC)", "Date: Sun, 29 Nov 2026 08:00:00 +0000 (UTC)",
  "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)", "Subject: Undelivered Mail Returned to Sender", `To: bounce+${token}@bounces.entrepot.example`, "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
  "Content-Type: multipart/report; report-type=delivery-status;", '\tboundary="4F1.1764403200/mx.example.net"', `Message-Id: <${id}>`, "", "This is a MIME-encapsulated message.", "",
  "--4F1.1764403200/mx.example.net", "Content-Description: Notification", "Content-Type: text/plain; charset=us-ascii", "", "This is the mail system at host mx.example.net.", "",
  "--4F1.1764403200/mx.example.net", "Content-Description: Delivery report", "Content-Type: message/delivery-status", "",
  "Reporting-MTA: dns; mx.example.net", "X-Postfix-Queue-ID: 4F1", "Arrival-Date: Sun, 29 Nov 2026 07:59:59 +0000 (UTC)", "",
  `Final-Recipient: rfc822; ${to}`, `Original-Recipient: rfc822;${to}`, `Action: ${action}`, `Status: ${status}`, "Remote-MTA: dns; mail.zahnwerk.example", `Diagnostic-Code: smtp; ${code} <${to}>:`, `    ${says}`, "",
  "--4F1.1764403200/mx.example.net", "Content-Description: Undelivered Message Headers", "Content-Type: text/rfc822-headers", "",
  `Message-ID: <${token}@zahnwerk.example>`, "From: Zahnwerk <orders@zahnwerk.example>", `To: ${to}`, "Subject: Ihr Auftrag", "", "--4F1.1764403200/mx.example.net--", "")

/** Exchange: to the mail's own sender, in base64, with the whole mail inside it; nothing but that names it. */
export const exchange = ({ token, to, id = "b1f2@EX01.kunde.example" }: About): Buffer => lines(
  "From: postmaster@kunde.example", "To: orders@zahnwerk.example", "Date: Sun, 29 Nov 2026 08:00:00 +0000", "Content-Type: multipart/report; report-type=delivery-status;", '\tboundary="_c0ffee_"', `Message-ID: <${id}>`, "Subject: Unzustellbar: Ihr Auftrag", "MIME-Version: 1.0", "",
  "--_c0ffee_", 'Content-Type: text/html; charset="utf-8"', "Content-Transfer-Encoding: base64", "", Buffer.from("<p>Ihre Nachricht konnte nicht zugestellt werden.</p>").toString("base64"), "",
  "--_c0ffee_", "Content-Type: message/delivery-status", "Content-Transfer-Encoding: base64", "", Buffer.from(`Reporting-MTA: dns;EX01.kunde.example\r\n\r\nFinal-recipient: RFC822;${to}\r\nAction: FAILED\r\nStatus: 5.1.10\r\nDiagnostic-code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\r\n`).toString("base64"), "",
  "--_c0ffee_", "Content-Type: message/rfc822", "", "From: Zahnwerk <orders@zahnwerk.example>", `To: ${to}`, "Subject: Ihr Auftrag", `Message-ID: <${token}@zahnwerk.example>`, "MIME-Version: 1.0", "Content-Type: text/plain", "", "Guten Tag", "", "--_c0ffee_--", "")

/** Somebody is away: no report, though it answers our mail. */
export const absence = ({ token, to }: About): Buffer => lines(
  `From: ${to}`, `To: bounce+${token}@bounces.entrepot.example`, `In-Reply-To: <${token}@zahnwerk.example>`, "Auto-Submitted: auto-replied", "Subject: Abwesend", "Message-ID: <away@kunde.example>", "Content-Type: text/plain", "", "Ich bin im Urlaub.", "")
