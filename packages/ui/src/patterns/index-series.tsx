import type { ReactNode } from "react"
import { Badge } from "../primitives/badge.tsx"
import { Link } from "../primitives/link.tsx"
import { RowKeys } from "../primitives/row-keys.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"
import { CodeText } from "../primitives/text.tsx"

export type IndexSeriesTableProps = {
  caption: string
  labels: { name: string; owner?: string | undefined; frequency: string; source: string; last: string }
  /** All already formatted. `owner` only where there are several. */
  rows: readonly { id: string; href: string; code: string; name: string; unit: string; owner?: string | undefined; frequency: string; source: string; last: ReactNode }[]
}

/** Published series, each with the last value of it. Arrows walk, Enter opens one. */
export function IndexSeriesTable({ caption, labels, rows }: IndexSeriesTableProps) {
  return (
    <RowKeys>
      <Table caption={caption} stack>
        <THead><TR><TH>{labels.name}</TH>{labels.owner && <TH>{labels.owner}</TH>}<TH>{labels.frequency}</TH><TH>{labels.source}</TH><TH align="end">{labels.last}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.id} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row" className="font-normal"><Link data-row-link tone="quiet" className="font-medium" href={row.href}>{row.name}</Link><span className="block text-sm text-muted"><CodeText>{row.code}</CodeText> · {row.unit}</span></TH>
              {labels.owner && <TD label={labels.owner}>{row.owner}</TD>}
              <TD label={labels.frequency}>{row.frequency}</TD>
              <TD label={labels.source} muted>{row.source}</TD>
              <TD label={labels.last} align="end">{row.last}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}

export type IndexValueTableProps = {
  caption: string
  labels: { period: string; value: string; published: string; said: string; corrected: string; correction: string; actions?: string | undefined }
  rows: readonly { id: string; period: string; value: string; published: string; said: ReactNode; reason: string; corrected: boolean; correction: boolean; action?: ReactNode }[]
}

/** Every value of a series with every version of it: what was corrected stays in sight, crossed out. */
export function IndexValueTable({ caption, labels, rows }: IndexValueTableProps) {
  return (
    <Table caption={caption} stack density="tight">
      <THead><TR><TH>{labels.period}</TH><TH align="end">{labels.value}</TH><TH>{labels.published}</TH><TH>{labels.said}</TH>{labels.actions && <TH><span className="sr-only">{labels.actions}</span></TH>}</TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TH scope="row" className="whitespace-nowrap">{row.period}</TH>
            <TD label={labels.value} align="end"><span className={row.corrected ? "text-muted line-through" : "tabular-nums"}>{row.value}</span></TD>
            <TD label={labels.published} className="whitespace-nowrap">{row.published}{row.corrected && <Badge className="ms-1.5">{labels.corrected}</Badge>}{row.correction && <Badge tone="info" className="ms-1.5">{labels.correction}</Badge>}</TD>
            <TD label={labels.said} muted>{row.said}{row.reason && <span className="block">{row.reason}</span>}</TD>
            {labels.actions && <TD align="end">{row.action}</TD>}
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
