"use client"
import { useState } from "react"
import { Alert, Button, Dialog, Field, FieldSet, Form, FormActions, Input, QuantityInput, RadioGroup, Select, Tabs, Textarea } from "@entrepot/ui"
import type { SubscriptionPage, UsageReported } from "@entrepot/domain/subscriptions"
import { USAGE_KINDS } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { TextFileDrop } from "#list/text-file-drop.tsx"
import { UsageAnswer } from "./usage-answer.tsx"
import { useSay } from "./use-say.ts"

type Kind = (typeof USAGE_KINDS)[number]
type Reporting = Pick<SubscriptionPage, "subscriptionId" | "number" | "lines">
const SOURCE = "portal"
const MOST_BYTES = 500_000

/** Says what was used, or what is left in the bin; each row is answered, and what it moved. */
export function UsageDialog({ subscription, onClose }: { subscription: Reporting; onClose: () => void }) {
  const t = useSay()
  const [answer, setAnswer] = useState<UsageReported>()
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="lg" title={t("usage.title")} description={t("usage.text")} labels={{ close: t("close") }}>
      {answer ? <div className="grid gap-4"><UsageAnswer answer={answer} /><div><Button onClick={() => setAnswer(undefined)}>{t("usage.another")}</Button></div></div> : (
        <Tabs label={t("usage.ways")} tabs={[
          { value: "form", label: t("usage.byForm"), content: <ByForm subscription={subscription} onAnswer={setAnswer} /> }, { value: "csv", label: t("usage.byCsv"), content: <ByCsv subscription={subscription} onAnswer={setAnswer} /> },
        ]} />
      )}
    </Dialog>
  )
}

type Part = { subscription: Reporting; onAnswer: (answer: UsageReported) => void }

function ByForm({ subscription: { subscriptionId, lines }, onAnswer }: Part) {
  const t = useSay()
  const { locale } = useFormats()
  const measured = lines.filter(({ usage }) => usage)
  const [lineId, setLineId] = useState((measured[0] ?? lines[0])?.lineId ?? "")
  const line = lines.find((each) => each.lineId === lineId)
  const [chosen, setChosen] = useState<Kind>()
  const kind = line?.usage?.measure ?? chosen ?? "level"
  const [quantity, setQuantity] = useState<string | undefined>()
  const [at, setAt] = useState("")
  // One report has one id, however often it is sent.
  const [eventId] = useState(() => crypto.randomUUID())
  const report = useCommand(useTRPC().subscriptions.reportUsage.mutationOptions())
  const run = async () => {
    if (quantity === undefined) return
    const measuredAt = (at ? new Date(at) : new Date()).toISOString()
    const done = await report.run({ rows: [{ source: SOURCE, eventId, subscriptionId, lineId, kind, quantity, measuredAt }] })
    if (done) onAnswer(done)
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
      <Field label={t("product")}><Select value={lineId} onChange={(event) => setLineId(event.currentTarget.value)} options={(measured.length > 0 ? measured : lines).map((each) => ({ value: each.lineId, label: `${each.sku} ${each.name}` }))} /></Field>
      {!line?.usage && <FieldSet legend={t("usage.kind")}><RadioGroup name="kind" value={kind} onValueChange={(value) => setChosen(value as Kind)} options={USAGE_KINDS.map((value) => ({ value, label: t(`usage.measure.${value}`) }))} /></FieldSet>}
      <Field label={t(`usage.quantity.${kind}`)}><QuantityInput value={quantity} decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(value) => setQuantity(value)} /></Field>
      <Field label={t("usage.measuredAt")} optionalLabel={t("optional")} hint={t("usage.measuredAtHint")}><Input type="datetime-local" className="sm:w-64" value={at} onChange={(event) => setAt(event.currentTarget.value)} /></Field>
      {report.refused && <Alert tone="danger" live>{report.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={report.pending} disabledReason={quantity === undefined ? t("usage.missing") : undefined}>{t("usage.send")}</Button></FormActions>
    </Form>
  )
}

function ByCsv({ subscription: { number, lines }, onAnswer }: Part) {
  const t = useSay()
  const [text, setText] = useState("")
  const report = useCommand(useTRPC().subscriptions.reportUsageCsv.mutationOptions())
  const run = async () => {
    const done = await report.run({ text })
    if (done) onAnswer(done)
  }
  const example = `source,event_id,subscription,sku,kind,quantity,measured_at\nstore,1,${number},${lines[0]?.sku ?? ""},level,4,2026-01-31T08:00:00Z`
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
      <Field label={t("usage.csv")} hint={t("usage.csvHint")}><Textarea rows={7} spellCheck={false} className="font-mono" placeholder={example} value={text} onChange={(event) => setText(event.currentTarget.value)} /></Field>
      <TextFileDrop mostBytes={MOST_BYTES} onText={setText} />
      {report.refused && <Alert tone="danger" live>{report.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={report.pending} disabledReason={text.trim() === "" ? t("usage.csvMissing") : undefined}>{t("usage.send")}</Button></FormActions>
    </Form>
  )
}
