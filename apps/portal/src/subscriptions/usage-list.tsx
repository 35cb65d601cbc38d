import { Badge, CodeText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { UsageView } from "@entrepot/domain/subscriptions"
import type { Formats } from "../format.ts"
import type { Words } from "./words.ts"

/** The reports of use as they came; they are never changed, what was wrong is reported again. */
export function UsageList({ usage, t, formats }: { usage: readonly UsageView[]; t: Words; formats: Formats }) {
  return (
    <Table caption={t("usage.list")} stack>
      <THead><TR><TH>{t("usage.measured")}</TH><TH>{t("product")}</TH><TH>{t("usage.kind")}</TH><TH align="end">{t("quantity")}</TH><TH>{t("usage.source")}</TH></TR></THead>
      <TBody>
        {usage.map((row) => (
          <TR key={row.usageId}>
            <TH scope="row" className="whitespace-nowrap">{formats.instant(row.measuredAt)}</TH>
            <TD label={t("product")}><CodeText>{row.sku}</CodeText></TD>
            <TD label={t("usage.kind")}>{t(`usage.measure.${row.kind}`)}{row.late && <Badge tone="warning" className="ms-1">{t("usage.late")}</Badge>}</TD>
            <TD align="end" label={t("quantity")}>{formats.number(row.quantity)}</TD>
            <TD label={t("usage.source")}><CodeText>{row.source}</CodeText></TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
