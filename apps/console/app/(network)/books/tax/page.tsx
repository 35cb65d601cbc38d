import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page, StatusBadge, TaxReport } from "@entrepot/ui"
import { taxDaysOf, taxReportInWords } from "@entrepot/domain/settlement/contract"
import { BooksTabs } from "../../../../src/books/tabs.tsx"
import { taxReader } from "../../../../src/books/tax-reader.ts"
import type { Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"
import { DownloadButton } from "../../../../src/settlement/download.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("refusals.settlement.report"))("page.title") }
}

/** What the distributor owes of tax for some days of its books, from what it supplied to its partners, and that its books say the same. */
export default async function TaxReportPage({ searchParams }: { searchParams: Promise<Asked> }) {
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
