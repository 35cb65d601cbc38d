import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, Page } from "@entrepot/ui"
import { AddMethod } from "#methods/add-method.tsx"
import { CreditBalance } from "#methods/credit-balance.tsx"
import { MethodList } from "#methods/method-list.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("methods"))("title") }
}

/** With what the account pays: its saved cards and its credit. */
export default async function PaymentMethodsPage() {
  const [t, formats, asked] = await Promise.all([getTranslations("methods"), theFormats(), api()])
  const [methods, credit] = await Promise.all([asked.payments.methods({}), asked.statements.credit({})])
  return (
    <Page title={t("title")} width="normal">
      <Card title={t("cards")}><MethodList methods={methods.methods} /></Card>
      <Card title={t("addTitle")}><AddMethod add={methods.add} /></Card>
      <Card title={t("creditTitle")}><CreditBalance credit={credit} t={t} formats={formats} /></Card>
    </Page>
  )
}
