import { correctionFile, statementFile, statementLinesFile, taxDocumentsFile, taxReportFile } from "@entrepot/domain/settlement"
import { TaxReportOf } from "@entrepot/domain/settlement/contract"
import { isUuid, Refusal } from "@entrepot/kernel"
import type { NamedFile } from "./send-file.ts"
import type { ApiContext } from "./trpc.ts"

const CORRECTION = /^\/files\/settlements\/corrections\/([0-9a-f-]{36})\.(pdf|xml)$/
const STATEMENT = /^\/files\/settlements\/([0-9a-f-]{36})\.(pdf|xml|csv)$/

const TAX_REPORT = /^\/files\/tax-report\/(rows|documents)_(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})\.csv$/

export function isSettlementFile(path: string): boolean {
  return path.startsWith("/files/settlements/") || path.startsWith("/files/tax-report/")
}

/**
 * An issued statement between the distributor and a partner, as either side keeps it: the invoice as PDF, as an electronic invoice, and all of its lines; and
 * what an accepted dispute took off it, as a document of its own; and the tax report of some days of the reader's own books. In the reader's own scope. Refuses `settlement.statement_not_found` and `settlement.dispute_not_found` for whatever is not the reader's.
 */
export async function settlementFile({ read, work: write, locale }: Pick<ApiContext, "read" | "work" | "locale">, path: string): Promise<NamedFile> {
  const [, what, from, until] = TAX_REPORT.exec(path) ?? []
  if (from && until) {
    const asked = TaxReportOf.safeParse({ from, until })
    if (!asked.success) throw new Refusal("billing.day_is_invalid", "invalid")
    const { name, csv } = await read((work) => (what === "rows" ? taxReportFile : taxDocumentsFile)(work, { ...asked.data, locale }))
    return { name, type: "text/csv; charset=utf-8", bytes: new TextEncoder().encode(csv) }
  }
  const [, disputeId, ending] = CORRECTION.exec(path) ?? []
  if (disputeId && isUuid(disputeId)) return correctionFile({ read, write }, { disputeId, form: ending === "pdf" ? "pdf" : "ubl" })
  const [, statementId = "", form] = STATEMENT.exec(path) ?? []
  if (!form || !isUuid(statementId)) throw new Refusal("settlement.statement_not_found", "not_found")
  if (form === "csv") {
    const { number, csv } = await read((work) => statementLinesFile(work, { statementId, locale }))
    return { name: `${number}.csv`, type: "text/csv; charset=utf-8", bytes: new TextEncoder().encode(csv) }
  }
  return statementFile({ read, write }, { statementId, form: form === "pdf" ? "pdf" : "ubl" })
}
