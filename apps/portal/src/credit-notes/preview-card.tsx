"use client"
import { useTranslations } from "next-intl"
import { Alert, Card, DescriptionList, MoneyText, Skeleton } from "@entrepot/ui"
import { useFormats } from "#client/use-formats.ts"
import { isNothing } from "../invoices/amount.ts"
import { taxInWords } from "../taxes/tax-words.ts"
import type { Preview } from "./use-preview.ts"

/** What the credit note comes to, what it settles, and who would have to agree: the server's own answer. */
export function PreviewCard({ preview, stale, refused, empty, invoiceNumber }: Preview & { empty: boolean; invoiceNumber: string }) {
  const t = useTranslations("creditNotes")
  const taxes = useTranslations("taxes")
  const formats = useFormats()
  const { money } = formats
  if (empty) return <Card title={t("preview")}><p className="text-sm text-muted">{t("previewEmpty")}</p></Card>
  if (refused) return <Alert tone="danger" live>{refused}</Alert>
  if (!preview) return <Card title={t("preview")}><div aria-busy><Skeleton lines={5} /></div></Card>
  const { approval } = preview
  return (
    <>
      <Card title={t("preview")}>
        <div aria-busy={stale || undefined}>
          <DescriptionList align="end" items={[
            { term: t("netTotal"), value: <MoneyText>{money(preview.net)}</MoneyText> },
            ...preview.taxes.map((tax) => {
              const { label, why } = taxInWords(taxes, formats, tax)
              return { term: label, value: <MoneyText>{money(tax.tax)}</MoneyText>, ...(why && { hint: why }) }
            }),
            { term: <strong className="text-text">{t("total")}</strong>, value: <MoneyText strong>{money(preview.total)}</MoneyText> },
            ...(isNothing(preview.appliedToInvoice) ? [] : [{ term: t("applied", { invoice: invoiceNumber }), value: <MoneyText>{money(preview.appliedToInvoice)}</MoneyText> }]),
            ...(isNothing(preview.keptAsCredit) ? [] : [{ term: t("kept"), value: <MoneyText>{money(preview.keptAsCredit)}</MoneyText>, hint: t("keptHint") }]),
          ]} />
        </div>
      </Card>
      {!approval && <Alert tone="success" title={t("atOnce")}>{t("atOnceText")}</Alert>}
      {approval && approval.approvers.length > 0 && <Alert tone="warning" title={t("needsApproval")}>{t(isNothing(approval.above) ? "needsApprovalAlways" : "needsApprovalText", { above: money(approval.above), names: approval.approvers.join(", ") })}</Alert>}
      {approval?.approvers.length === 0 && <Alert tone="danger" title={t("nobody")}>{t("nobodyText")}</Alert>}
    </>
  )
}
