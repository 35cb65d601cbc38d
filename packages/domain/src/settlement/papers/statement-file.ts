import type { Work } from "@entrepot/db"
import { keptOnce, type DocumentFile, type DocumentForm, type Runs } from "../../billing/index.ts"
import type { BookDifference } from "../../ledger/contract.ts"
import type { StatementRef } from "../contract.ts"
import { statementNotFound } from "../statement.db.ts"
import { damaged, findKept, keepFirst, type Shelf } from "./kept.db.ts"
import { statementPaper } from "./paper.ts"

const SHELF: Shelf = { kept: "settlement.kept_document", of: "settlement.statement", key: "statement_id" }

/**
 * An issued statement as a file, for either side: the same bytes every time, from the first on, whoever asked first. Refuses as `statementPaper` does, and what cannot be an
 * electronic invoice; then nothing is kept.
 */
export async function statementFile(runs: Runs, { statementId, form }: StatementRef & { readonly form: DocumentForm }): Promise<DocumentFile> {
  return keptOnce(runs, form, {
    find: async (work) => ({ drawable: await statementPaper(work, { statementId }), kept: await findKept(work, SHELF, statementId, form) }),
    keep: async (work, drawn) => {
      const kept = await keepFirst(work, SHELF, statementId, form, drawn)
      if (!kept) throw statementNotFound()
      return kept
    },
  })
}

/** Every kept statement of the partners that the work sees that is not what its hash says. */
export const checkKeptStatements = (work: Work): Promise<readonly BookDifference[]> => damaged(work, SHELF, "statement_is_what_was_kept")
