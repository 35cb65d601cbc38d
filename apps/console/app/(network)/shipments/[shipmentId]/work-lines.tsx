"use client"
import { CodeText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "../../../../src/format/client.ts"

export type WorkLine = { shipmentLineId: string; sku: string; name: string; baseUnit: string; baseQuantity: string; picked: string | null; shipped: string | null; shortReason: string | null; unit: string; quantity: string }

/** The lines in the order of their part numbers, as they lie on the shelf; `entry` puts a field beside each. */
export function WorkLines({ lines, entry, entryLabel }: { lines: readonly WorkLine[]; entry?: (line: WorkLine) => ReactNode; entryLabel?: string }) {
  const t = useTranslations("shipments")
  const reasons = useTranslations("refusals.fulfilment.reason")
  const units = useTranslations("units")
  const { number } = useFormats()
  return (
    <Table caption={t("content")} stack>
      <THead><TR><TH>{t("product")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("inBase")}</TH><TH align="end">{t("wasPicked")}</TH><TH align="end">{t("wasShipped")}</TH>{entry && <TH align="end">{entryLabel}</TH>}</TR></THead>
      <TBody>
        {lines.map((line) => (
          <TR key={line.shipmentLineId}>
            <TH scope="row"><CodeText className="font-medium">{line.sku}</CodeText><span className="block text-muted">{line.name}</span></TH>
            <TD label={t("quantity")} align="end">{number(line.quantity)} <span className="text-muted">{unitInWords(units, line.unit, line.quantity)}</span></TD>
            <TD label={t("inBase")} align="end" muted>{number(line.baseQuantity)} {unitInWords(units, line.baseUnit, line.baseQuantity)}</TD>
            <TD label={t("wasPicked")} align="end">{line.picked === null ? "–" : number(line.picked)}{line.shortReason && <span className="block text-xs text-warning">{reasons(line.shortReason as never)}</span>}</TD>
            <TD label={t("wasShipped")} align="end">{line.shipped === null ? "–" : number(line.shipped)}</TD>
            {entry && <TD label={entryLabel} align="end">{entry(line)}</TD>}
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
