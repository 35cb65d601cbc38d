import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Page } from "@entrepot/ui"
import { DraftForm } from "#invoices/draft-form.tsx"
import { me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("new") }
}

/** An invoice for something that no order has, such as a repair or freight. */
export default async function NewInvoicePage() {
  const [who, t] = await Promise.all([me(), getTranslations("invoices")])
  if (!who.permissions.includes("credit_note.issue")) forbidden()
  return (
    <Page title={t("new")} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/invoices" }, { label: t("new") }] }}>
      <DraftForm />
    </Page>
  )
}
