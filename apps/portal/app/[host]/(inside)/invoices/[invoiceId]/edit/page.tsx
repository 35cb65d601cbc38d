import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden, redirect } from "next/navigation"
import { Page } from "@entrepot/ui"
import { DraftForm } from "#invoices/draft-form.tsx"
import { api, me } from "#server/api.ts"

type Props = { params: Promise<{ invoiceId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("draftForm.edit") }
}

/** A draft that is still being written; what is finalised is only read. */
export default async function EditInvoicePage({ params }: Props) {
  const [{ invoiceId }, asked, who, t] = await Promise.all([params, api(), me(), getTranslations("invoices")])
  if (!who.permissions.includes("credit_note.issue")) forbidden()
  const { status, version, accountId, accountName, poNumber, note, lines, currency } = await asked.invoices.get({ invoiceId })
  if (status !== "draft") redirect(`/invoices/${invoiceId}`)
  return (
    <Page title={t("draftForm.edit")} meta={<span>{accountName}</span>} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/invoices" }, { label: t("draft"), href: `/invoices/${invoiceId}` }, { label: t("draftForm.edit") }] }}>
      <DraftForm draft={{ invoiceId, version, accountId, accountName, poNumber, note, lines, currency }} />
    </Page>
  )
}
