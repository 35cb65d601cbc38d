import { Card, EmptyState, LinkButton, Page, Pagination, TaxDocumentTable } from "@entrepot/ui"
import { TAX_DOCUMENTS_PATH, taxDocumentsInWords, TaxDocumentsOf } from "@entrepot/domain/settlement/contract"
import { DocumentLink } from "#books/document-link.tsx"
import { taxReader } from "#books/tax-reader.ts"
import { api } from "#server/api.ts"

type Query = Record<string, string | string[] | undefined>

/** The documents behind a row of the tax report. */
export default async function TaxDocumentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, asked, reader] = await Promise.all([searchParams, api(), taxReader()])
  const ask = TaxDocumentsOf.safeParse(query)
  const found = await asked.books.taxDocuments(ask.success ? ask.data : { side: "sale" })
  const { title, span, back, paging, empty, labels, rows } = taxDocumentsInWords(found, reader)
  const href = (cursor?: string) => `${TAX_DOCUMENTS_PATH}?${new URLSearchParams(Object.entries({ ...query, cursor }).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "")).toString()}`
  return (
    <Page title={title} meta={span} breadcrumbs={{ label: reader.t("page.trail"), items: [{ label: back.label, href: back.href }, { label: title }] }}>
      <Card flush footer={(found.nextCursor ?? query["cursor"]) && <Pagination label={title} nextHref={found.nextCursor ? href(found.nextCursor) : undefined} previousHref={query["cursor"] ? href() : undefined} labels={paging} />}>
        {rows.length === 0 ? <EmptyState title={empty.title} description={empty.text} actions={<LinkButton href={back.href}>{back.to}</LinkButton>} /> : (
          <TaxDocumentTable caption={title} labels={labels} rows={rows} link={(document) => <DocumentLink document={document} />} />
        )}
      </Card>
    </Page>
  )
}
