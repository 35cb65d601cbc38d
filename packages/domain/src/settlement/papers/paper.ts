import { json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { InvoiceDocument, type Drawable, type DocumentLocale } from "../../billing/index.ts"
import { findNetworkLogo } from "../../tenancy/index.ts"
import { StatementRef } from "../contract.ts"
import { authorizeView } from "../partner.ts"
import { statementNotFound } from "../statement.db.ts"
import { composePaper } from "./compose.ts"
import { correctedBy, factsOf, findPaper, type Found } from "./paper.db.ts"
import { linesCsv } from "./lines-csv.ts"

/**
 * What an issued statement says as an invoice: as it was taken down at its issue, or, of one from before that, composed from its own facts. At most
 * four statements. Refuses `settlement.statement_not_found`, also for another partner's, and `settlement.statement_is_not_issued`.
 */
export async function statementPaper(work: Work, input: StatementRef): Promise<Drawable> {
  const { statementId } = StatementRef.parse(input)
  const found = await visible(work, statementId)
  return drawableOf(work, found.content ?? (await composed(work, statementId, found)))
}

/** What a document says, with the distributor's logo that it names. */
export async function drawableOf(work: Work, content: unknown): Promise<Drawable> {
  const document = InvoiceDocument.parse(content)
  const { logoHash } = document.brand
  return { document, logo: logoHash ? await findNetworkLogo(work, logoHash) : undefined }
}

/** Every line of an issued statement for a spreadsheet of the reader's language, with the number that its file is called by. Two statements. Refuses as `statementPaper` does. */
export async function statementLinesFile(work: Work, input: StatementRef & { readonly locale: DocumentLocale }): Promise<{ readonly number: string; readonly csv: string }> {
  const { statementId } = StatementRef.parse({ statementId: input.statementId })
  const found = await visible(work, statementId)
  return { number: found.number, csv: linesCsv(await factsOf(work, { statementId, tenantId: found.tenantId }), input.locale) }
}

/** Takes down what a statement says, in the transaction that issues it. At most four statements. */
export async function keepPaper(work: Work, statementId: string): Promise<void> {
  const found = issued(work, await findPaper(work, statementId))
  const content = InvoiceDocument.parse(await composed(work, statementId, found))
  await work.db.insertInto("settlement.document").values({ network_id: work.scope.networkId!, tenant_id: found.tenantId, statement_id: statementId, content: json(content), taken_at: work.now.toString() }).execute()
}

type Issued = Found & { readonly number: string }

async function visible(work: Work, statementId: string): Promise<Issued> {
  authorizeView(work)
  return issued(work, await findPaper(work, statementId))
}

/** A draft is the distributor's until it is issued. */
function issued(work: Work, found: Found | undefined): Issued {
  if (!found || (found.number === null && work.scope.audience === "portal")) throw statementNotFound()
  if (found.number === null) throw new Refusal("settlement.statement_is_not_issued", "rule")
  return { ...found, number: found.number }
}

async function composed(work: Work, statementId: string, { parties, ...head }: Issued) {
  const of = { statementId, tenantId: head.tenantId }
  const facts = await factsOf(work, of)
  const corrects = facts.some(({ kind }) => kind === "supply_return") ? await correctedBy(work, of) : []
  return composePaper({ ...head, ...parties, corrects }, facts)
}
