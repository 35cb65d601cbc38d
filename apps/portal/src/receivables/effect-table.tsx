"use client"
import { useTranslations } from "next-intl"
import { DescriptionList, MoneyText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { ClearingPreview } from "@entrepot/domain/billing/contract"
import { useFormats } from "#client/use-formats.ts"
import { isNothing } from "#invoices/amount.ts"
import { InvoiceStatusBadges } from "#invoices/status.tsx"

const SHOWN = 8
type Props = { preview: ClearingPreview; pending: boolean }

/** What a payment or credit will do: each invoice before and after, and what is kept. */
export function ClearingEffect({ preview: { lines, rest, creditAfter }, pending }: Props) {
  const t = useTranslations("receivables.effect")
  const invoices = useTranslations("invoices")
  const domain = useTranslations("domain")
  const { money } = useFormats()
  const discounted = lines.some(({ discount }) => !isNothing(discount))
  return (
    <section aria-label={t("title")} aria-busy={pending} className="grid gap-2 rounded-md border bg-surface-sunken p-3">
      <h3 className="text-sm font-medium">{t("title")}</h3>
      {lines.length === 0 ? <p className="text-sm text-muted">{t("none")}</p> : (
        <Table caption={t("title")} stack density="tight">
          <THead><TR><TH>{t("invoice")}</TH><TH align="end">{t("open")}</TH><TH align="end">{t("taken")}</TH>{discounted && <TH align="end">{t("discount")}</TH>}<TH align="end">{t("after")}</TH><TH>{t("state")}</TH></TR></THead>
          <TBody>
            {lines.slice(0, SHOWN).map((line) => (
              <TR key={line.invoiceId}>
                <TH scope="row" className="whitespace-nowrap">{line.number}</TH>
                <TD label={t("open")} align="end"><MoneyText>{money(line.open)}</MoneyText></TD>
                <TD label={t("taken")} align="end"><MoneyText>{money(line.taken)}</MoneyText></TD>
                {discounted && <TD label={t("discount")} align="end">{isNothing(line.discount) ? "–" : <MoneyText>{money(line.discount)}</MoneyText>}</TD>}
                <TD label={t("after")} align="end"><MoneyText>{money(line.openAfter)}</MoneyText></TD>
                <TD label={t("state")}><InvoiceStatusBadges status={line.statusAfter} overdueDays={0} t={invoices as never} domain={domain as never} /></TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
      {lines.length > SHOWN && <p className="text-sm text-muted">{t("more", { count: lines.length - SHOWN })}</p>}
      <DescriptionList align="end" items={[...(isNothing(rest) ? [] : [{ term: t("rest"), value: <MoneyText strong>{money(rest)}</MoneyText> }]), { term: t("creditAfter"), value: <MoneyText>{money(creditAfter)}</MoneyText> }]} />
    </section>
  )
}
