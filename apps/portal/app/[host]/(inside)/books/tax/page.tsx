import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page, StatusBadge, TaxReport } from "@entrepot/ui"
import { taxDaysOf, taxReportInWords } from "@entrepot/domain/settlement/contract"
import { BooksTabs } from "#books/tabs.tsx"
import { taxReader } from "#books/tax-reader.ts"
import { DownloadButton } from "#invoices/download.tsx"
import { api } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("domain.settlement.report"))("page.title") }
}

/** What the partner owes of tax for some days of its books, and that its books say the same. */
export default async function TaxReportPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [query, asked, reader] = await Promise.all([searchParams, api(), taxReader()])
  const { days, wrong } = taxDaysOf(query)
  const { title, lead, span, status, files, ...report } = taxReportInWords(await asked.books.taxReport(days), reader, wrong)
  return (
    <Page title={title} status={<StatusBadge tone={status.closed ? "neutral" : "success"}>{status.label}</StatusBadge>} meta={<><span>{span}</span><span>{lead}</span></>}
      actions={files.map(({ href, label }) => <DownloadButton key={href} href={href}>{label}</DownloadButton>)}>
      <BooksTabs current="tax" />
      <TaxReport {...report} />
    </Page>
  )
}
