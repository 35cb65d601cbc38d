import { Card, EmptyState, LinkButton, Page, Pagination, TaxDocumentTable } from "@entrepot/ui"
import { TAX_DOCUMENTS_PATH, taxDocumentsInWords, TaxDocumentsOf } from "@entrepot/domain/settlement/contract"
import { DocumentLink } from "../../../../../src/books/document-link.tsx"
import { taxReader } from "../../../../../src/books/tax-reader.ts"
import { hrefWith, one, type Asked } from "../../../../../src/list/paging.tsx"
import { found } from "../../../../../src/page/found.ts"
import { api } from "../../../../../src/session.ts"

/** The documents behind a row of the tax report. */
export default async function TaxDocumentsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [query, asked, reader] = await Promise.all([searchParams, api(), taxReader()])
  const ask = TaxDocumentsOf.safeParse(query)
  const documents = await found(asked.books.taxDocuments(ask.success ? ask.data : { side: "sale" }))
  const { title, span, back, paging, empty, labels, rows } = taxDocumentsInWords(documents, reader)
  const href = (cursor?: string) => hrefWith(TAX_DOCUMENTS_PATH, query, { cursor })
  return (
    <Page title={title} meta={span} breadcrumbs={{ label: reader.t("page.trail"), items: [{ label: back.label, href: back.href }, { label: title }] }}>
      <Card flush footer={(documents.nextCursor ?? one(query, "cursor")) && <Pagination label={title} nextHref={documents.nextCursor ? href(documents.nextCursor) : undefined} previousHref={one(query, "cursor") ? href() : undefined} labels={paging} />}>
        {rows.length === 0 ? <EmptyState title={empty.title} description={empty.text} actions={<LinkButton href={back.href}>{back.to}</LinkButton>} /> : (
          <TaxDocumentTable caption={title} labels={labels} rows={rows} link={(document) => <DocumentLink document={document} />} />
        )}
      </Card>
    </Page>
  )
}
