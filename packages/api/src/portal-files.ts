import type { Work } from "@entrepot/db"
import { ageingCsv, ageingFile, documentFile, renderStatementPdf, statementCsv, statementDocument, type DrawableStatement } from "@entrepot/domain/billing"
import { AskAgeing, AskStatement } from "@entrepot/domain/billing/contract"
import { isUuid, Refusal } from "@entrepot/kernel"
import { portalContext, type PortalEngine, type PortalRequest } from "./portal-context.ts"
import { orRefusal, type FileAnswer, type NamedFile } from "./send-file.ts"
import { isSettlementFile, settlementFile } from "./settlement-files.ts"

export type FileRequest = Omit<PortalRequest, "keepSession" | "idempotencyKey"> & { readonly path: string; readonly query: URLSearchParams }
type Read = <T>(task: (work: Work) => Promise<T>) => Promise<T>
type DrawnStatement = { readonly type: string; readonly draw: (of: DrawableStatement) => Promise<Uint8Array> }

const DOCUMENT = /^\/files\/documents\/([0-9a-f-]{36})\.(pdf|xml)$/
const FORMS = { pdf: "pdf", xml: "ubl" } as const

const STATEMENT = /^\/files\/statement\.(pdf|csv)$/
const STATEMENTS: Readonly<Record<string, DrawnStatement>> = {
  pdf: { type: "application/pdf", draw: ({ document, logo }) => renderStatementPdf(document, logo) },
  csv: { type: "text/csv; charset=utf-8", draw: ({ document }) => Promise.resolve(new TextEncoder().encode(statementCsv(document))) },
}

/**
 * The portal's files: what a person may read, as something to keep. Each asks in the person's own scope, exactly as a procedure
 * does; what is drawn is drawn after the transaction has ended, so that a slow drawing holds no connection.
 */
export async function portalFile(engine: PortalEngine, { path, query, ...request }: FileRequest): Promise<FileAnswer> {
  return orRefusal(async () => {
    const context = await portalContext(engine, request)
    const { read } = context
    const [, statementForm = ""] = STATEMENT.exec(path) ?? []
    const statement = STATEMENTS[statementForm]
    if (statement) return statementFile(read, query, statementForm, statement)
    if (path === "/files/ageing.csv") return ageingOf(read, query)
    if (isSettlementFile(path)) return settlementFile(context, path)
    const [, documentId = "", form = ""] = DOCUMENT.exec(path) ?? []
    if (!(form in FORMS) || !isUuid(documentId)) throw new Refusal("billing.document_not_found", "not_found")
    return documentFile({ read, write: context.work }, { documentId, form: FORMS[form as keyof typeof FORMS] })
  })
}

async function statementFile(read: Read, query: URLSearchParams, form: string, { type, draw }: DrawnStatement): Promise<NamedFile> {
  const asked = AskStatement.safeParse(Object.fromEntries(query))
  if (!asked.success) throw new Refusal("billing.day_is_invalid", "invalid")
  const drawable = await read((work) => statementDocument(work, asked.data))
  const { buyer, period } = drawable.document
  return { name: `${[buyer.number, period.from, period.to].filter(Boolean).join("_")}.${form}`, type, bytes: await draw(drawable) }
}

async function ageingOf(read: Read, query: URLSearchParams): Promise<NamedFile> {
  const asked = AskAgeing.omit({ cursor: true, limit: true }).safeParse(Object.fromEntries(query))
  if (!asked.success) throw new Refusal("billing.day_is_invalid", "invalid")
  const { locale, ...view } = await read((work) => ageingFile(work, asked.data))
  return { name: `${["ageing", asked.data.currency, view.on].filter(Boolean).join("_")}.csv`, type: "text/csv; charset=utf-8", bytes: new TextEncoder().encode(ageingCsv(view, locale)) }
}
