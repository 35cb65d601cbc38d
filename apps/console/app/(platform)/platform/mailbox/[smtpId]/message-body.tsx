"use client"
import { Card, Tabs } from "@entrepot/ui"
import { useTranslations } from "next-intl"

/**
 * A mail is somebody else's HTML: it is shown in a frame without scripts and without our origin. Its links open in a new tab, so
 * that an invitation can be followed.
 */
export function MessageBody({ html, text, subject }: { html: string; text: string; subject: string }) {
  const t = useTranslations("mailbox")
  const page = `<base target="_blank" rel="noreferrer">${html}`
  const frame = <iframe title={subject} srcDoc={page} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerPolicy="no-referrer" className="h-160 w-full rounded-lg border bg-white" />
  const plain = <pre className="font-sans text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">{linked(text)}</pre>
  return <Tabs label={t("forms")} tabs={[...(html ? [{ value: "html", label: t("asHtml"), content: frame }] : []), { value: "text", label: t("asText"), content: <Card>{plain}</Card> }]} />
}

/** Addresses in plain text become links; nothing else in it is markup. */
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) => (at % 2 === 1 ? <a key={at} href={part} target="_blank" rel="noreferrer" className="text-accent-text underline underline-offset-2">{part}</a> : part))
}
