/** @jsxRuntime automatic */
import { Document, Image, Page, Text, View } from "@react-pdf/renderer"
import type { ReactNode } from "react"
import type { DocumentBrand, DocumentLocale, Party, PostalAddress, RemitTo } from "../parts.ts"
import { fontFamily } from "./fonts.ts"
import { styles } from "./style.ts"
import type { Writer } from "./text.ts"
import { sayIn, type Say } from "./words.ts"

/** What every document of ours shares: the letter it is written on. */
export type Letter = {
  readonly locale: DocumentLocale
  readonly brand: DocumentBrand
  readonly seller: Party
  readonly buyer: Party
  readonly issuedOn: string
  readonly paperCountry: string
}

export type Pen = { readonly say: Say; readonly write: Writer }

const LETTER_PAPER = new Set(["US", "CA", "MX", "PH"])

type SheetProps = { readonly letter: Letter; readonly title: string; readonly number: string; readonly logo: Uint8Array | undefined; readonly children: ReactNode }

/** The paper, its head, its running head from the second page on, its foot. Nothing on it depends on when or where it is drawn. */
export function Sheet({ letter, title, number, logo, children }: SheetProps) {
  const { brand, locale, paperCountry, issuedOn } = letter
  const drawn = new Date(`${issuedOn}T00:00:00Z`)
  return (
    <Document title={`${title} ${number}`} author={letter.seller.legalName} creator={brand.displayName} producer={brand.displayName} language={locale} creationDate={drawn} modificationDate={drawn}>
      <Page size={LETTER_PAPER.has(paperCountry) ? "LETTER" : "A4"} style={[styles.page, { fontFamily: fontFamily(brand) }]} wrap>
        <RunningHead brand={brand} text={`${title} ${number}`} />
        <View style={[styles.head, { borderBottomColor: brand.accent }]}>
          <Mark brand={brand} logo={logo} />
          <View style={{ width: "52%" }}>
            <Text style={styles.title}>{title}</Text>
            <Text style={[styles.titleNumber, figures(number)]}>{number}</Text>
          </View>
        </View>
        {children}
        <Foot letter={letter} say={sayIn(locale)} />
      </Page>
    </Document>
  )
}

function Mark({ brand, logo }: { readonly brand: DocumentBrand; readonly logo: Uint8Array | undefined }) {
  if (!logo) return <Text style={[styles.brandName, { maxWidth: "45%" }]}>{brand.displayName}</Text>
  return <Image style={styles.logo} src={{ data: Buffer.from(logo), format: "png" }} />
}

/** On the first page the head says it already. */
function RunningHead({ brand, text }: { readonly brand: DocumentBrand; readonly text: string }) {
  return (
    <View fixed render={({ pageNumber }) => pageNumber > 1 && (
      <View style={styles.running}>
        <Text>{brand.displayName}</Text>
        <Text>{text}</Text>
      </View>
    )} />
  )
}

function Foot({ letter, say }: { readonly letter: Letter; readonly say: Say }) {
  const { seller } = letter
  const columns = [
    [seller.legalName, ...addressLines(seller.address, letter)],
    [seller.email, seller.phone, seller.legalNote],
    [said(say("vatId"), seller.vatId), said(say("taxId"), seller.taxId), said(say("registration"), seller.registration?.id)],
  ].map((lines) => lines.filter(Boolean).join("\n"))
  return (
    <View style={styles.footer} fixed>
      {columns.map((text, index) => <Text key={index} style={styles.footerColumn}>{text}</Text>)}
      <Text style={styles.pageNumber} render={({ pageNumber, totalPages }) => say("page", { page: String(pageNumber), pages: String(totalPages) })} />
    </View>
  )
}

function said(label: string, value: string | null | undefined): string | undefined {
  return value ? `${label} ${value}` : undefined
}

/** In the postal order of the country. The country is named, in the reader's language, where the letter crosses a border. */
export function addressLines({ line1, line2, city, region, postalCode, country }: PostalAddress, { locale, seller, buyer }: Letter): string[] {
  const abroad = seller.address.country !== buyer.address.country || country !== seller.address.country
  const named = abroad ? (new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country) : ""
  const place = country === "US" || country === "CA" || country === "AU" ? `${city}, ${region} ${postalCode}` : country === "GB" || country === "IE" ? `${city} ${postalCode}` : `${postalCode} ${city}`
  return [line1, line2, place.trim(), named].filter(Boolean)
}

export function Addressed({ label, name, lines }: { readonly label: string; readonly name: string; readonly lines: readonly string[] }) {
  return (
    <View style={styles.block}>
      <Text style={styles.label}>{label}</Text>
      <Text style={styles.strong}>{name}</Text>
      {lines.map((line, index) => <Text key={index} style={styles.line}>{line}</Text>)}
    </View>
  )
}

/** Figures of one width, so that dates and amounts stand beneath each other; the same setting would tear hyphens apart. */
function figures(text: unknown) {
  return typeof text === "string" && !text.includes("-") ? styles.digits : {}
}

/** Labels and values in two columns; what has no value has no line. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: string | null | undefined])[] }) {
  return facts.filter(([, value]) => value).map(([label, value]) => (
    <View key={label} style={styles.fact} wrap={false}>
      <Text style={styles.factLabel}>{label}</Text>
      <Text style={[styles.factValue, figures(value)]}>{value}</Text>
    </View>
  ))
}

export function Remittance({ remitTo, say }: { readonly remitTo: RemitTo; readonly say: Say }) {
  return (
    <View wrap={false}>
      <Text style={[styles.strong, { marginBottom: 2 }]}>{say("remitTo")}</Text>
      <Facts facts={[
        [say("accountHolder"), remitTo.accountHolder], [say("bank"), remitTo.bankName], ["IBAN", remitTo.iban?.replace(/(.{4})(?=.)/g, "$1 ")], ["BIC", remitTo.bic],
        [say("accountNumber"), remitTo.accountNumber], [say("routingNumber"), remitTo.routingNumber], [say("reference"), remitTo.reference],
      ]} />
    </View>
  )
}

/** A column is as wide as what stands in it, or takes `share` of what the others leave. */
export type Column<Row> = { readonly label: string; readonly share?: number; readonly right?: boolean; readonly cell: (row: Row) => ReactNode }

const GAP = 10
/** Up to here a text stays in one line; a longer one is broken between its words. */
const LONGEST_LINE = 17
/** What a column that shares is never narrower than. */
const LEAST_SHARE = 50
/** How wide a letter is at the table's size; digits are all of this width, and most letters are narrower. */
const LETTER_WIDTH = 5.9
const LABEL_LETTER_WIDTH = 4.6

type TableProps<Row> = { readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly mayTear?: (row: Row) => boolean }

/** A table whose head stands on every page that it runs over. A row stays on one page unless it `mayTear`. */
export function Table<Row>({ columns, rows, mayTear = () => false }: TableProps<Row>) {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)))
  const boxes = columns.map(({ label, share, right }, place) => ({
    ...(share ? { flexGrow: share, flexBasis: 0, minWidth: LEAST_SHARE } : { width: widthOf(label, cells.map((row) => row[place])) }), paddingLeft: right ? GAP : 0, paddingRight: right ? 0 : GAP,
  }))
  return (
    <View>
      <View style={styles.headRow} fixed>
        {columns.map(({ label, right }, place) => <View key={place} style={boxes[place]!}><Text style={right ? styles.right : {}}>{label}</Text></View>)}
      </View>
      {cells.map((row, index) => (
        <View key={index} style={styles.row} wrap={mayTear(rows[index] as Row)}>
          {row.map((content, place) => <View key={place} style={boxes[place]!}>{asText(content, columns[place]?.right)}</View>)}
        </View>
      ))}
    </View>
  )
}

function widthOf(label: string, contents: readonly ReactNode[]): number {
  const unbroken = (text: string) => (text.length <= LONGEST_LINE ? [text] : text.split(" "))
  const longest = (texts: readonly string[]) => texts.flatMap(unbroken).reduce((most, text) => Math.max(most, text.length), 0)
  const written = contents.filter((content) => typeof content === "string")
  return Math.ceil(Math.max(longest(written) * LETTER_WIDTH, longest([label]) * LABEL_LETTER_WIDTH) + GAP)
}

function asText(content: ReactNode, right: boolean | undefined): ReactNode {
  return typeof content === "string" ? <Text style={[right ? styles.right : {}, figures(content)]}>{content}</Text> : content
}
