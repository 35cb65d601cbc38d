import { Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR, CodeText } from "@entrepot/ui"
import type { ReceivableItem } from "@entrepot/domain/billing/contract"
import { isForbidden } from "@entrepot/domain/tenancy/contract"
import { InvoiceStatusBadges } from "#invoices/status.tsx"
import type { Formats } from "../format.ts"
import { GiveUp } from "./give-up.tsx"

type Words = (key: string, values?: Record<string, string | number>) => string
type Props = { items: readonly ReceivableItem[]; t: Words; invoices: Words; domain: Words; formats: Formats }

/** The open invoices of an account, the one due first first. */
export function OpenItems({ items, t, invoices, domain, formats }: Props) {
  const acts = items.some(({ actions }) => !isForbidden(actions.writeOff))
  return (
    <RowKeys>
      <Table caption={t("openItems")} stack>
        <THead><TR><TH>{t("invoice")}</TH><TH className="max-2xl:hidden">{t("issued")}</TH><TH>{t("due")}</TH><TH>{t("state")}</TH><TH align="end">{t("total")}</TH><TH align="end">{t("open")}</TH>{acts && <TH><span className="sr-only">{t("actions")}</span></TH>}</TR></THead>
        <TBody>
          {items.map((item, at) => (
            <TR key={item.invoiceId} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row" className="whitespace-nowrap"><Link data-row-link tone="quiet" href={`/invoices/${item.invoiceId}`} tabIndex={-1}><CodeText className="font-medium">{item.number}</CodeText></Link>{item.poNumber && <span className="block text-sm font-normal text-muted">{item.poNumber}</span>}</TH>
              <TD label={t("issued")} className="whitespace-nowrap max-2xl:hidden">{formats.day(item.issuedOn)}</TD>
              <TD label={t("due")} className="whitespace-nowrap">{formats.day(item.dueOn)}</TD>
              <TD label={t("state")}><InvoiceStatusBadges status={item.status} overdueDays={item.overdueDays} attempt={item.attempt} t={invoices} domain={domain} /></TD>
              <TD label={t("total")} align="end" muted><MoneyText>{formats.money(item.total)}</MoneyText></TD>
              <TD label={t("open")} align="end" className="font-medium"><MoneyText>{formats.money(item.open)}</MoneyText></TD>
              {acts && <TD align="end"><GiveUp invoice={item} /></TD>}
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
