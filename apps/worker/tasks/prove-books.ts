import { automation, withWork } from "@entrepot/db"
import { checkBillingBooks, openItemDifferences } from "@entrepot/domain/billing"
import { checkBooks, keepProof } from "@entrepot/domain/ledger"
import type { BookDifference } from "@entrepot/domain/ledger/contract"
import { checkSettlement } from "@entrepot/domain/settlement"
import { metrics } from "@entrepot/telemetry"
import type { Task } from "graphile-worker"
import type { TaskContext } from "./context.ts"

/** Once a night. A night on which nobody ran is not made up for. */
export const PROOF_CRONTAB = "17 2 * * * prove_books"

const DISTRIBUTOR = 0
/** The same proofs as the operator's check: the books in themselves, against the documents, and both ledgers of a supply, which concern both sides. */
const PROOFS = [
  { prove: checkBooks, of: (tenantId: number) => [tenantId] }, { prove: checkBillingBooks, of: (tenantId: number) => [tenantId] },
  { prove: checkSettlement, of: (tenantId: number) => [tenantId, DISTRIBUTOR] }, { prove: openItemDifferences, of: (tenantId: number) => [tenantId] },
]

/** Proves the books of every network, changes no figure, and says aloud what differs: each in the log as an error, how many as a metric, and to whoever keeps the books. */
export function proveBooksTask({ worker, log }: Pick<TaskContext, "worker" | "log">): Task {
  return async (_payload, { query }) => {
    const { rows } = await query<{ id: number }>("select network_id as id from tenancy.network where status = 'active' order by network_id")
    for (const { id: networkId } of rows) {
      const [scope, actor] = [{ audience: "worker" as const, networkId }, automation("clock.prove_books", [])]
      const [differences, began] = [new Map<number, number>(), performance.now()]
      let found = 0
      for (const { prove, of } of PROOFS) {
        const differing: readonly BookDifference[] = await withWork(worker, scope, actor, prove, { mode: "read" })
        found += differing.length
        for (const difference of differing.slice(0, 20)) log.error({ networkId, ...difference }, "The books differ.")
        for (const entity of differing.flatMap(({ tenantId }) => [...new Set(of(tenantId))])) differences.set(entity, (differences.get(entity) ?? 0) + 1)
      }
      metrics.bookDifferences.set({ network: String(networkId) }, found)
      await withWork(worker, scope, actor, (work) => keepProof(work, { tookMillis: performance.now() - began, differences }))
    }
  }
}
