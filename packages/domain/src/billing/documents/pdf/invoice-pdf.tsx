/** @jsxRuntime automatic */
import { Text, View } from "@react-pdf/renderer"
import type { MoneyJson } from "@entrepot/kernel"
import type { Adjustment, Advance, InvoiceDocument, InvoiceLine, TaxSubtotal } from "../invoice-document.ts"
import { Addressed, addressLines, Facts, Remittance, Sheet, Table, type Pen } from "./letter.tsx"
import { styles } from "./style.ts"
import { writerFor } from "./text.ts"
import { sayIn, type DocumentWord } from "./words.ts"

/** A line with more to say than this may run over to the next page. */
const LONGEST_DESCRIPTION = 1200

export function InvoicePdf({ document, logo }: { readonly document: InvoiceDocument; readonly logo: Uint8Array | undefined }) {
  const pen: Pen = { say: sayIn(document.locale), write: writerFor(document.locale, document.paperCountry) }
  return (
    <Sheet letter={document} title={pen.say(titleOf(document))} number={document.number} logo={logo}>
      <Head document={document} pen={pen} />
      {document.lines.length > 0 && <Lines document={document} pen={pen} />}
      <Advances document={document} pen={pen} />
      <View style={styles.sums} wrap={false}>
        <View style={styles.taxTable}>{document.taxSubtotals.length > 0 && <Taxes document={document} pen={pen} />}</View>
        <View style={styles.totals}><Totals document={document} pen={pen} /></View>
      </View>
      <Closing document={document} pen={pen} />
    </Sheet>
  )
}

function titleOf({ paper, kind, lines }: InvoiceDocument): DocumentWord {
  if (!paper) return kind
  return lines.length === 0 ? `${paper}_nothing` : `${paper}_${kind}`
}

type Props = { readonly document: InvoiceDocument; readonly pen: Pen }

function Head({ document, pen: { say, write } }: Props) {
  const { buyer, shipTo, supply, corrects } = document
  const supplied = supply && (supply.from === supply.to ? write.date(supply.from) : `${write.date(supply.from)} – ${write.date(supply.to)}`)
  return (
    <View style={styles.facts}>
      <View style={styles.factsLeft}>
        <Addressed label={say("billTo")} name={buyer.legalName} lines={[...(buyer.contactName ? [buyer.contactName] : []), ...addressLines(buyer.address, document)]} />
        {shipTo && <Addressed label={say("shipTo")} name={shipTo.recipient} lines={addressLines(shipTo.address, document)} />}
      </View>
      <View style={styles.factsRight}>
        <Facts facts={[
          [say("number"), document.number], [say("issuedOn"), write.date(document.issuedOn)], [supply?.from === supply?.to ? say("deliveredOn") : say("period"), supplied],
          [say("dueOn"), document.dueOn && write.date(document.dueOn)], [say("customerNumber"), buyer.number], [say("buyerVatId"), buyer.vatId ?? buyer.taxId],
          [say("buyerReference"), document.buyerReference], [say("poNumber"), document.poNumber], [say("orders"), document.orderNumbers.join(", ")],
          [say("shipments"), document.shipmentNumbers.join(", ")],
          [say("corrects"), corrects.map(({ number, issuedOn }) => `${number} ${say("of")} ${write.date(issuedOn)}`).join(", ")], [say("reason"), document.reason],
        ]} />
      </View>
    </View>
  )
}

function Lines({ document, pen }: Props) {
  const { say, write } = pen
  return (
    <Table rows={document.lines} mayTear={({ description }) => (description ?? "").length > LONGEST_DESCRIPTION} columns={[
      { label: say("position"), cell: (line) => String(line.position) },
      { label: say("description"), share: 1, cell: (line) => <Described line={line} document={document} pen={pen} /> },
      { label: say("quantity"), right: true, cell: (line) => `${write.number(line.quantity)} ${line.unit.name}` },
      { label: say("unitPrice"), right: true, cell: (line) => write.price(line.unitPrice, document.currency) },
      { label: say("tax"), right: true, cell: (line) => write.percent(line.taxPercent) },
      { label: `${say("net")} (${document.currency})`, right: true, cell: (line) => write.amount(line.net) },
    ]} />
  )
}

/** Money that was taken in or paid back is no supply: it stands apart from what is invoiced. */
function Advances({ document: { advances = [], currency }, pen: { say, write } }: Props) {
  if (advances.length === 0) return null
  return (
    <View style={{ marginTop: 18 }}>
      <Text style={[styles.strong, { marginBottom: 4 }]}>{say("advances")}</Text>
      <Table rows={advances} columns={[
        { label: say("date"), cell: (row: Advance) => write.date(row.on) },
        { label: say("description"), share: 1, cell: (row) => <View><Text>{row.name}</Text>{row.number && <Text style={styles.small}>{row.number}</Text>}</View> },
        { label: `${say("net")} (${currency})`, right: true, cell: (row) => write.amount(row.amount) },
      ]} />
    </View>
  )
}

/** A document over one order or one shipment says so once, above. */
function Described({ line, document, pen: { say, write } }: Props & { readonly line: InvoiceLine }) {
  const sources = [
    document.orderNumbers.length > 1 && line.orderNumber && `${say("order")} ${line.orderNumber}`,
    document.shipmentNumbers.length > 1 && line.shipmentNumber && `${say("shipment")} ${line.shipmentNumber}`,
    line.period && `${write.date(line.period.from)} – ${write.date(line.period.to)}`,
  ]
  const sku = document.paper && line.sku === "-" ? null : line.sku
  const numbers = [line.suppliedOn && write.date(line.suppliedOn), sku, line.buyerSku && `${say("buyerSku")} ${line.buyerSku}`, line.gtin && `${say("gtin")} ${line.gtin}`]
  const below = [numbers, sources].map((parts) => parts.filter(Boolean).join(" · ")).filter(Boolean)
  return (
    <View>
      <Text style={styles.strong}>{line.name}</Text>
      {line.description && <Text style={styles.small}>{line.description}</Text>}
      {below.map((text) => <Text key={text} style={styles.small}>{text}</Text>)}
      {line.adjustments.map((adjustment, index) => <Text key={index} style={styles.small}>{adjusted(adjustment, write.money)}</Text>)}
    </View>
  )
}

function adjusted({ kind, reason, amount }: Adjustment, money: (value: MoneyJson) => string): string {
  return `${reason}: ${money(signed(kind, amount))}`
}

function signed(kind: Adjustment["kind"], amount: MoneyJson): MoneyJson {
  return kind === "charge" ? amount : negated(amount)
}

type TaxLine = Pick<TaxSubtotal, "label" | "tax"> & { readonly percent: string; readonly taxable: TaxSubtotal["taxable"] | null }

/** A rate, and beneath it whose parts it is made of. */
const taxLines = ({ label, taxPercent, taxable, tax, parts = [] }: TaxSubtotal): TaxLine[] =>
  [{ label, percent: taxPercent, taxable, tax }, ...parts.map((part) => ({ label: `– ${part.label}`, percent: part.percent, taxable: null, tax: part.tax }))]

function Taxes({ document, pen: { say, write } }: Props) {
  const { accountingTax } = document
  return (
    <View>
      <Table rows={document.taxSubtotals.flatMap(taxLines)} columns={[
        { label: say("taxKind"), share: 1, cell: (line: TaxLine) => line.label },
        { label: say("taxRate"), right: true, cell: (line) => write.percent(line.percent) },
        { label: say("taxable"), right: true, cell: (line) => line.taxable && write.amount(line.taxable) },
        { label: say("taxAmount"), right: true, cell: (line) => write.amount(line.tax) },
      ]} />
      {document.taxSubtotals.map(({ exemptionReason }, index) => exemptionReason && <Text key={index} style={[styles.small, { marginTop: 4 }]}>{exemptionReason}</Text>)}
      {accountingTax && <Text style={[styles.small, { marginTop: 4 }]}>{say("accountingTax", { currency: accountingTax.tax.currency, rate: write.number(accountingTax.rate), date: write.date(accountingTax.ratedOn), tax: write.money(accountingTax.tax) })}</Text>}
    </View>
  )
}

function Totals({ document, pen: { say, write } }: Props) {
  const { totals, adjustments, brand, advances } = document
  const rows: (readonly [string, string])[] = [
    ...(adjustments.length > 0 ? [[say("linesTotal"), write.amount(totals.lines)] as const] : []),
    ...adjustments.map((each) => [each.reason, write.amount(signed(each.kind, each.amount))] as const),
    [say("netTotal"), write.amount(totals.net)], [say("taxTotal"), write.amount(totals.tax)], [say("grossTotal"), write.amount(totals.gross)],
    ...(/[1-9]/.test(totals.prepaid.amount) ? [[say(advances ? "advances" : "prepaid"), write.amount(negated(totals.prepaid))] as const] : []),
  ]
  return (
    <View>
      {rows.map(([label, value], index) => (
        <View key={index} style={styles.total}>
          <Text style={{ maxWidth: "66%" }}>{label}</Text>
          <Text style={[styles.right, styles.digits]}>{value}</Text>
        </View>
      ))}
      <View style={[styles.payable, { borderTopColor: brand.accent }]}>
        <Text>{say(payableWord(document))}</Text>
        <Text style={[styles.right, styles.digits]}>{write.money(isBelowZero(totals.payable) ? negated(totals.payable) : totals.payable)}</Text>
      </View>
    </View>
  )
}

const isBelowZero = ({ amount }: MoneyJson) => amount.startsWith("-")
const negated = (value: MoneyJson): MoneyJson => ({ ...value, amount: isBelowZero(value) ? value.amount.slice(1) : `-${value.amount}` })
/** Whose money it is: the buyer's to pay, unless it is credited or more was taken in than is owed. */
const isOwed = ({ kind, totals }: InvoiceDocument) => /[1-9]/.test(totals.payable.amount) && (kind === "invoice") !== isBelowZero(totals.payable)

function payableWord(document: InvoiceDocument): DocumentWord {
  if (isBelowZero(document.totals.payable)) return document.kind === "invoice" ? "weOwe" : "payable"
  return document.kind === "invoice" ? "payable" : "credited"
}

function Closing({ document, pen: { say, write } }: Props) {
  const { terms, remitTo, totals, notes } = document
  const early = terms.earlyPayment
  const rest = early && { ...totals.payable, amount: String(BigInt(totals.payable.amount) - BigInt(early.discount.amount)) }
  const owed = isOwed(document)
  return (
    <View>
      <View style={styles.closing} wrap={false}>
        <View style={styles.closingLeft}>
          <Text style={[styles.strong, { marginBottom: 2 }]}>{say("terms")}</Text>
          <Text style={styles.paragraph}>{terms.text}</Text>
          {early && rest && owed && <Text style={styles.paragraph}>{say("earlyPayment", { date: write.date(early.payBy), percent: write.percent(early.percent), discount: write.money(early.discount), rest: write.money(rest) })}</Text>}
          {document.payment === "card" && !owed && document.kind === "invoice" && <Text style={styles.paragraph}>{say("paidByCard")}</Text>}
          {document.payment === "direct_debit" && owed && <Text style={styles.paragraph}>{say("directDebit")}</Text>}
        </View>
        {remitTo && owed && <View style={styles.closingRight}><Remittance remitTo={remitTo} say={say} /></View>}
      </View>
      {notes.map((note, index) => <Text key={index} style={[styles.paragraph, { marginTop: index === 0 ? 10 : 0 }]}>{note}</Text>)}
    </View>
  )
}
