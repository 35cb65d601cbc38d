import { automation, withWork } from "@entrepot/db"
import { checkBillingBooks, openItemDifferences } from "@entrepot/domain/billing"
import { checkBooks } from "@entrepot/domain/ledger"
import { checkSettlement } from "@entrepot/domain/settlement"
import { metrics } from "@entrepot/telemetry"
import type { Task } from "graphile-worker"
import type { TaskContext } from "./context.ts"

/** Once a night. A night on which nobody ran is not made up for. */
export const PROOF_CRONTAB = "17 2 * * * prove_books"

/** The same proofs as the operator's check: the books in themselves, against the documents, and both ledgers of a supply. */
const PROOFS = [checkBooks, checkBillingBooks, checkSettlement, openItemDifferences]

/** Proves the books of every network, changes nothing, and says aloud what differs: each in the log as an error, and how many as a metric. */
export function proveBooksTask({ worker, log }: Pick<TaskContext, "worker" | "log">): Task {
  return async (_payload, { query }) => {
    const { rows } = await query<{ id: number }>("select network_id as id from tenancy.network where status = 'active' order by network_id")
    for (const { id: networkId } of rows) {
      let found = 0
      for (const prove of PROOFS) {
        const differences = await withWork(worker, { audience: "worker", networkId }, automation("clock.prove_books", []), prove, { mode: "read" })
        found += differences.length
        for (const difference of differences.slice(0, 20)) log.error({ networkId, ...difference }, "The books differ.")
      }
      metrics.bookDifferences.set({ network: String(networkId) }, found)
    }
  }
}
