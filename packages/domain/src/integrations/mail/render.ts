import { labelOn, safeColour } from "./colour.ts"
import { fill, mailTexts, word, type MailKind, type MailLocale, type MailWord } from "./texts.ts"

/** How the tenant looks and signs in a mail; built from its brand, never from a request. */
export type MailBrand = { readonly name: string; readonly legalName: string; readonly address: string; readonly supportEmail: string; readonly supportPhone: string; readonly accent: string; readonly radius: number }

export type MailContent = {
  readonly kind: MailKind
  readonly locale: MailLocale
  /** Fill `{name}` of the texts. */
  readonly facts: Readonly<Record<string, string>>
  /** Shown as two columns. */
  readonly table?: readonly (readonly [label: string, value: string])[]
  readonly lines?: readonly (readonly [quantity: string, name: string])[]
  /** What, what about it, and how much of it. */
  readonly amounts?: readonly (readonly [what: string, note: string, amount: string])[]
  /** How many lines or amounts there are beyond those shown. */
  readonly moreLines?: number
  readonly link: string
  /** Why the reader gets this mail, where it is not that they use the tenant's portal. */
  readonly footer?: MailWord
}

export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string }

const INK = "#14181f"
const MUTED = "#5b6472"
const RULE = "#e3e6eb"
const FONT = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** One mail as subject, plain text and HTML. Styles are inline and layout is tables, because mail readers know no more. */
export function renderMail(brand: MailBrand, content: MailContent): RenderedMail {
  const text = mailTexts[content.locale][content.kind]
  const facts = { tenant: brand.name, legalName: brand.legalName, ...content.facts }
  const said = {
    subject: fill(text.subject, facts).replace(/[\r\n]+/g, " "), heading: fill(text.heading, facts),
    body: text.body.map((paragraph) => fill(paragraph, facts)).filter((paragraph) => paragraph !== ""), action: fill(text.action, facts), footer: fill(word(content.locale, content.footer ?? "footer"), facts),
  }
  return { subject: said.subject, text: asText(brand, content, said), html: asHtml(brand, content, said) }
}

type Said = { readonly subject: string; readonly heading: string; readonly body: readonly string[]; readonly action: string; readonly footer: string }

function asText(brand: MailBrand, { table = [], link, ...content }: MailContent, said: Said): string {
  const [lines, amounts] = [linesOf(content), amountsOf(content)]
  return [
    said.heading, "", ...said.body.flatMap((paragraph) => [paragraph, ""]),
    ...(table.length > 0 ? [...table.map(([label, value]) => `${label}: ${value}`), ""] : []),
    ...(amounts.length > 0 ? [...amounts.map((cells) => cells.filter(Boolean).join("  ")), ""] : []),
    ...(lines.length > 0 ? [...lines.map(([quantity, name]) => (quantity ? `${quantity}  ${name}` : name)), ""] : []),
    `${said.action}: ${link}`, "", "-- ", ...signature(brand), said.footer,
  ].join("\n")
}

function asHtml(brand: MailBrand, { table = [], link, locale, ...content }: MailContent, said: Said): string {
  const accent = safeColour(brand.accent)
  const radius = Math.min(Math.max(Math.trunc(brand.radius), 0), 16)
  const [lines, amounts] = [linesOf({ locale, ...content }), amountsOf({ locale, ...content })]
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escape(said.subject)}</title></head>
<body style="margin:0;padding:0;background:#f4f5f7;${FONT};color:${INK}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid ${RULE};border-radius:${radius}px">
<tr><td style="padding:24px 32px 0">${logo(brand, accent, radius)}</td></tr>
<tr><td style="padding:24px 32px 8px"><h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:650">${escape(said.heading)}</h1>
${said.body.map((paragraph) => `<p style="margin:0 0 12px;font-size:15px;line-height:1.55">${escape(paragraph)}</p>`).join("\n")}
${twoColumns(table, MUTED, INK)}${withAmounts(amounts)}${twoColumns(lines, INK, INK)}</td></tr>
<tr><td style="padding:8px 32px 28px"><a href="${escape(link)}" style="display:inline-block;padding:12px 22px;background:${accent};color:${labelOn(accent)};border-radius:${Math.min(radius, 10)}px;font-size:15px;font-weight:600;text-decoration:none">${escape(said.action)}</a>
<p style="margin:18px 0 0;font-size:12px;line-height:1.5;color:${MUTED}">${escape(word(locale, "linkHint"))}<br><a href="${escape(link)}" style="color:${MUTED};word-break:break-all">${escape(link)}</a></p></td></tr>
<tr><td style="padding:18px 32px 24px;border-top:1px solid ${RULE};font-size:12px;line-height:1.6;color:${MUTED}">${signature(brand).map(escape).join("<br>")}<br>${escape(said.footer)}</td></tr>
</table></td></tr></table></body></html>`
}

/** The mark as text: a mail shows it even where images are blocked. */
function logo(brand: MailBrand, accent: string, radius: number): string {
  const initials = brand.name.split(/\s+/).filter(Boolean).slice(0, 2).map((part) => [...part][0]?.toUpperCase() ?? "").join("")
  return `<table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="width:36px;height:36px;background:${accent};color:${labelOn(accent)};border-radius:${Math.min(radius, 10)}px;text-align:center;font-size:15px;font-weight:700" aria-hidden="true">${escape(initials)}</td><td style="padding-left:12px;font-size:17px;font-weight:650">${escape(brand.name)}</td></tr></table>`
}

function twoColumns(rows: readonly (readonly [string, string])[], left: string, right: string): string {
  if (rows.length === 0) return ""
  const cells = rows.map(([label, value]) => `<tr><td style="padding:7px 16px 7px 0;border-bottom:1px solid ${RULE};color:${left};vertical-align:top;white-space:nowrap">${escape(label)}</td><td style="padding:7px 0;border-bottom:1px solid ${RULE};color:${right}">${escape(value)}</td></tr>`)
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:12px 0;border-top:1px solid ${RULE};font-size:14px;line-height:1.45">${cells.join("")}</table>\n`
}

/** Amounts stand right, one under the other; what is said of each stands below it, so that a phone has room for both. */
function withAmounts(rows: readonly (readonly [string, string, string])[]): string {
  if (rows.length === 0) return ""
  const cell = (inner: string, style: string) => `<td style="padding:7px 0;border-bottom:1px solid ${RULE};vertical-align:top;${style}">${inner}</td>`
  const about = (note: string) => (note === "" ? "" : `<br><span style="color:${MUTED};font-size:13px">${escape(note)}</span>`)
  const cells = rows.map(([what, note, amount]) => `<tr>${cell(`${escape(what)}${about(note)}`, "padding-right:16px")}${cell(escape(amount), "text-align:right;white-space:nowrap")}</tr>`)
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:12px 0;border-top:1px solid ${RULE};font-size:14px;line-height:1.45">${cells.join("")}</table>\n`
}

type Listed = Pick<MailContent, "lines" | "amounts" | "moreLines" | "locale">

function linesOf({ lines = [], amounts, locale, ...of }: Listed): (readonly [string, string])[] {
  const more = amounts ? "" : moreOf({ locale, ...of })
  return more === "" ? [...lines] : [...lines, ["", more]]
}

/** What is not shown is counted below what is. */
function amountsOf({ amounts = [], locale, ...of }: Listed): (readonly [string, string, string])[] {
  const more = amounts.length > 0 ? moreOf({ locale, ...of }) : ""
  return more === "" ? [...amounts] : [...amounts, [more, "", ""]]
}

function moreOf({ moreLines = 0, locale }: Pick<Listed, "moreLines" | "locale">): string {
  return moreLines > 0 ? fill(word(locale, "andMore"), { count: String(moreLines) }) : ""
}

function signature({ name, legalName, address, supportEmail, supportPhone }: MailBrand): string[] {
  const contact = [supportEmail, supportPhone].filter(Boolean).join(" · ")
  return [...new Set([name, legalName, address, contact].filter(Boolean))]
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(`"`, "&quot;").replaceAll("'", "&#39;")
}
