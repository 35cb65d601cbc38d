/** @jsxRuntime automatic */
import { Text, View } from "@react-pdf/renderer"
import type { StatementDocument, StatementEntry } from "../statement-document.ts"
import { Addressed, addressLines, Facts, Remittance, Sheet, Table, type Pen } from "./letter.tsx"
import { styles } from "./style.ts"
import { writerFor } from "./text.ts"
import { sayIn } from "./words.ts"

type Props = { readonly document: StatementDocument; readonly pen: Pen }

export function StatementPdf({ document, logo }: { readonly document: StatementDocument; readonly logo: Uint8Array | undefined }) {
  const pen: Pen = { say: sayIn(document.locale), write: writerFor(document.locale, document.paperCountry) }
  const { say, write } = pen
  const period = `${write.date(document.period.from)} – ${write.date(document.period.to)}`
  return (
    <Sheet letter={document} title={say("statement")} number={period} logo={logo}>
      <View style={styles.facts}>
        <View style={styles.factsLeft}>
          <Addressed label={say("customer")} name={document.buyer.legalName} lines={addressLines(document.buyer.address, document)} />
        </View>
        <View style={styles.factsRight}>
          <Facts facts={[
            [say("customerNumber"), document.buyer.number], [say("period"), period], [say("issuedAt"), write.date(document.issuedOn)],
            [say("opening"), write.money(document.opening)], [say("closing"), write.money(document.closing)],
          ]} />
        </View>
      </View>
      <Entries document={document} pen={pen} />
      <Open document={document} pen={pen} />
      {document.notes.map((note, index) => <Text key={index} style={[styles.paragraph, { marginTop: 10 }]}>{note}</Text>)}
    </Sheet>
  )
}

function Entries({ document, pen: { say, write } }: Props) {
  if (document.entries.length === 0) return <Text style={styles.muted}>{say("nothing")}</Text>
  const amount = (value: StatementEntry["debit"]) => (value ? write.amount(value) : "")
  return (
    <Table rows={document.entries} columns={[
      { label: say("date"), cell: (entry) => write.date(entry.on) },
      { label: say("document"), share: 1, cell: (entry) => <Named entry={entry} say={say} write={write} /> },
      { label: `${say("debit")} (${document.currency})`, right: true, cell: (entry) => amount(entry.debit) },
      { label: say("credit"), right: true, cell: (entry) => amount(entry.credit) },
      { label: say("balance"), right: true, cell: (entry) => write.amount(entry.balance) },
    ]} />
  )
}

function Named({ entry, say, write }: Pen & { readonly entry: StatementEntry }) {
  const below = [entry.reference, entry.occurredOn && say("occurredOn", { date: write.date(entry.occurredOn) }), entry.dueOn && say("dueShort", { date: write.date(entry.dueOn) })].filter(Boolean).join(" · ")
  return (
    <View>
      <Text>{`${say(`entry_${entry.kind}`)} ${entry.number}`.trim()}</Text>
      {below && <Text style={styles.small}>{below}</Text>}
    </View>
  )
}

function Open({ document, pen: { say, write } }: Props) {
  const { ageing, unapplied, remitTo, brand } = document
  const buckets: (readonly [string, string])[] = [
    [say("notDue"), write.amount(ageing.notDue)],
    ...ageing.overdue.map(({ fromDays, toDays, amount }) => [
      toDays === null ? say("daysMore", { from: String(fromDays - 1) }) : say("days", { from: String(fromDays), to: String(toDays) }), write.amount(amount),
    ] as const),
    ...(/[1-9]/.test(unapplied.amount) ? [[say("unapplied"), write.amount({ ...unapplied, amount: `-${unapplied.amount}` })] as const] : []),
  ]
  return (
    <View style={styles.sums} wrap={false}>
      <View style={{ width: "48%" }}>{remitTo && <Remittance remitTo={remitTo} say={say} />}</View>
      <View style={{ width: "46%" }}>
        <Text style={[styles.strong, { marginBottom: 2 }]}>{say("ageing")}</Text>
        {buckets.map(([label, value]) => <View key={label} style={styles.total}><Text>{label}</Text><Text style={styles.digits}>{value}</Text></View>)}
        <View style={[styles.payable, { borderTopColor: brand.accent }]}><Text>{say("closing")}</Text><Text style={styles.digits}>{write.money(document.closing)}</Text></View>
      </View>
    </View>
  )
}
