import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Alert, LinkButton, Page } from "@entrepot/ui"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { CreditForm } from "#credit-notes/credit-form.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ invoiceId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("creditNotes"))("new") }
}

/** A credit note on an invoice, or why there is nothing to credit. */
export default async function NewCreditNotePage({ params }: Props) {
  const [{ invoiceId }, asked, who, t, domain, formats] = await Promise.all([params, api(), me(), getTranslations("creditNotes"), getTranslations("domain"), theFormats()])
  if (!who.permissions.includes("credit_note.issue")) forbidden()
  const { number, accountName, lines, open, total, actions } = await asked.invoices.get({ invoiceId })
  const cannot = whyNot(actions.credit, domain as never)
  const title = t("newOf", { invoice: number ?? "" })
  return (
    <Page title={title} breadcrumbs={{ label: t("trail"), items: [{ label: t("invoices"), href: "/invoices" }, { label: number ?? t("draft"), href: `/invoices/${invoiceId}` }, { label: t("new") }] }}
      meta={<><span>{accountName}</span><span>{t("openOf", { open: formats.money(open), total: formats.money(total) })}</span></>}>
      {cannot || !number
        ? <Alert tone="info" title={t("cannot")} actions={<LinkButton size="sm" href={`/invoices/${invoiceId}`}>{t("back")}</LinkButton>}>{cannot}</Alert>
        : <CreditForm invoice={{ invoiceId, number, lines, open }} />}
    </Page>
  )
}
