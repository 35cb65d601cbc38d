import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, Page } from "@entrepot/ui"
import { AddMethod } from "#methods/add-method.tsx"
import { MethodList } from "#methods/method-list.tsx"
import { api } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("methods"))("title") }
}

/** With what the account pays: its saved cards and its credit. */
export default async function PaymentMethodsPage() {
  const [t, asked] = await Promise.all([getTranslations("methods"), api()])
  const methods = await asked.payments.methods({})
  return (
    <Page title={t("title")} width="normal">
      <Card title={t("cards")}><MethodList methods={methods.methods} /></Card>
      <Card title={t("addTitle")}><AddMethod add={methods.add} /></Card>
    </Page>
  )
}
