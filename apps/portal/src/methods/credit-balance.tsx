import { DescriptionList, EmptyState, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { CreditBalanceView } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"

type Props = { credit: CreditBalanceView; t: (key: string, values?: Record<string, string | number>) => string; formats: Formats }

/** What is in hand, and where it came from and went. */
export function CreditBalance({ credit, t, formats }: Props) {
  if (credit.entries.length === 0) return <EmptyState level={3} title={t("noCreditTitle")} description={t("noCreditText")} />
  return (
    <div className="grid gap-3">
      <DescriptionList align="end" items={credit.balances.map((balance) => ({ term: t("balanceIn", { currency: balance.currency }), value: <strong>{formats.money(balance)}</strong> }))} />
      <Table caption={t("creditEntries")} stack>
        <THead><TR><TH>{t("date")}</TH><TH>{t("what")}</TH><TH align="end">{t("amount")}</TH></TR></THead>
        <TBody>
          {credit.entries.map((entry, index) => (
            <TR key={index}>
              <TD label={t("date")}>{formats.day(entry.on)}</TD>
              <TH scope="row" className="font-normal">{t(`entry.${entry.kind}`)}{entry.invoiceNumber && <span className="text-muted"> · {entry.invoiceNumber}</span>}</TH>
              <TD align="end" label={t("amount")}>{formats.money(entry.amount)}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </div>
  )
}
