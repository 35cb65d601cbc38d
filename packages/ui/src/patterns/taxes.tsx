import type { ReactNode } from "react"
import { Badge, type Tone } from "../primitives/badge.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"
import { CodeText } from "../primitives/text.tsx"
import type { Say } from "./index-series-forms.tsx"

export type TaxRegistrationTableProps = {
  say: Say
  /** All already formatted; `means` says what it does, `warning` what it lacks. */
  rows: readonly { id: string; place: string; kind: "local" | "oss"; number: string; from: string; until: string | null; ended: boolean; means: string; warning?: ReactNode; action?: ReactNode }[]
}

/** Where a legal entity is and was registered for tax, and what each registration means. */
export function TaxRegistrationTable({ say, rows }: TaxRegistrationTableProps) {
  return (
    <Table caption={say("registrations")} stack>
      <THead><TR><TH>{say("place")}</TH><TH>{say("number")}</TH><TH>{say("from")}</TH><TH>{say("until")}</TH><TH>{say("means")}</TH><TH><span className="sr-only">{say("actions")}</span></TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row" className="font-medium">{row.place}<span className="block"><Badge tone={row.kind === "oss" ? "info" : "neutral"}>{say(`kinds.${row.kind}`)}</Badge>{row.ended && <Badge className="ms-1">{say("ended")}</Badge>}</span></TH>
            <TD label={say("number")} className="whitespace-nowrap">{row.number ? <CodeText>{row.number}</CodeText> : "–"}</TD>
            <TD label={say("from")} className="whitespace-nowrap">{row.from}</TD>
            <TD label={say("until")} className="whitespace-nowrap">{row.until ?? say("open")}</TD>
            <TD label={say("means")} muted className="max-w-prose">{row.means}{row.warning && <span className="block text-warning">{row.warning}</span>}</TD>
            <TD align="end">{row.action}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

const TONES: Readonly<Record<string, Tone>> = { current: "success", coming: "info", past: "neutral" }

export type TaxRateTableProps = {
  say: Say
  rows: readonly { id: string; place: string; where: string; category: string; label: string; percent: string; from: string; until: string | null; state: "current" | "coming" | "past"; warning?: ReactNode; action?: ReactNode }[]
}

/** The rates that a legal entity keeps: of whom, of what, how much and from when until when. */
export function TaxRateTable({ say, rows }: TaxRateTableProps) {
  return (
    <Table caption={say("rates")} stack density="tight">
      <THead><TR><TH>{say("place")}</TH><TH>{say("category")}</TH><TH align="end">{say("percent")}</TH><TH>{say("from")}</TH><TH>{say("until")}</TH><TH>{say("state")}</TH><TH><span className="sr-only">{say("actions")}</span></TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row" className="font-medium">{row.place}<span className="block text-sm font-normal text-muted">{[row.label, row.where].filter(Boolean).join(" · ")}</span></TH>
            <TD label={say("category")}>{row.category}</TD>
            <TD label={say("percent")} align="end" className="tabular-nums">{row.percent}</TD>
            <TD label={say("from")} className="whitespace-nowrap">{row.from}</TD>
            <TD label={say("until")} className="whitespace-nowrap">{row.until ?? say("open")}</TD>
            <TD label={say("state")}><Badge tone={TONES[row.state]}>{say(`states.${row.state}`)}</Badge>{row.warning && <span className="mt-1 block text-sm text-warning">{row.warning}</span>}</TD>
            <TD align="end">{row.action}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
