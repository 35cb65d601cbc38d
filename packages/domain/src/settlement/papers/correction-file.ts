import type { Work } from "@entrepot/db"
import { keptOnce, type DocumentFile, type DocumentForm, type Runs } from "../../billing/index.ts"
import type { BookDifference } from "../../ledger/contract.ts"
import type { DisputeRef } from "../contract.ts"
import { disputeNotFound } from "../disputes.ts"
import { correctionPaper } from "./correction.ts"
import { damaged, findKept, keepFirst, type Shelf } from "./kept.db.ts"

const SHELF: Shelf = { kept: "settlement.kept_correction", of: "settlement.correction", key: "dispute_id" }

/** A correction as a file, for either side: the same bytes every time, from the first on, whoever asked first. Refuses as `correctionPaper` does, and what cannot be an electronic invoice. */
export async function correctionFile(runs: Runs, { disputeId, form }: DisputeRef & { readonly form: DocumentForm }): Promise<DocumentFile> {
  return keptOnce(runs, form, {
    find: async (work) => ({ drawable: await correctionPaper(work, { disputeId }), kept: await findKept(work, SHELF, disputeId, form) }),
    keep: async (work, drawn) => {
      const kept = await keepFirst(work, SHELF, disputeId, form, drawn)
      if (!kept) throw disputeNotFound()
      return kept
    },
  })
}

/** Every kept correction of the partners that the work sees that is not what its hash says. */
export const checkKeptCorrections = (work: Work): Promise<readonly BookDifference[]> => damaged(work, SHELF, "correction_is_what_was_kept")
