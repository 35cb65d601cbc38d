import { createHash } from "node:crypto"
import { automation, scoped, withWork, type Scope, type Work } from "@entrepot/db"
import { checkBillingBooks, openItemDifferences } from "@entrepot/domain/billing"
import { checkBooks, keepProof, type CheckResult } from "@entrepot/domain/ledger"
import type { BookDifference, ProofCheck } from "@entrepot/domain/ledger/contract"
import { keepNetworkProof } from "@entrepot/domain/provisioning"
import { checkSettlement, checkTaxReport } from "@entrepot/domain/settlement"
import { metrics } from "@entrepot/telemetry"
import type { Task } from "graphile-worker"
import type { TaskContext } from "./context.ts"

/** Once a night. A night on which nobody ran is not made up for; whoever reads the books is told. */
export const PROOF_CRONTAB = "17 2 * * * prove_books"

const DISTRIBUTOR = 0
type Proof = {
  readonly check: ProofCheck; readonly prove: (work: Work) => Promise<readonly BookDifference[]>
  /** Whose books a difference of this tenant's concerns. */
  readonly of: (tenantId: number) => readonly number[]
  /** Whether the distributor's books can be proven alone, need everybody's, or are not concerned. */
  readonly distributor: "alone" | "with all" | "none"
}
/** The same proofs as the operator's check: the books in themselves, against the documents, and both ledgers of a supply, which concern both sides. */
const PROOFS: readonly Proof[] = [
  { check: "books", prove: checkBooks, of: (tenantId) => [tenantId], distributor: "alone" },
  { check: "documents", prove: (work) => checkBillingBooks(work), of: (tenantId) => [tenantId], distributor: "none" },
  { check: "settlement", prove: checkSettlement, of: (tenantId) => [tenantId, DISTRIBUTOR], distributor: "with all" },
  { check: "open_items", prove: openItemDifferences, of: (tenantId) => [tenantId], distributor: "none" },
  { check: "taxes", prove: checkTaxReport, of: (tenantId) => [tenantId], distributor: "alone" },
]

type Night = Pick<TaskContext, "worker" | "log"> & { readonly networkId: number }
const BY = automation("clock.prove_books", [])

/**
 * Proves the books of every network, changes no figure, and says aloud what differs: each in the log as an error, how many as a metric, and to whoever keeps the
 * books. What cannot be proven keeps nothing else from it: a check that fails for all is made book by book, and one network's error is not another's.
 */
export function proveBooksTask({ worker, log }: Pick<TaskContext, "worker" | "log">): Task {
  return async (_payload, { query }) => {
    const { rows } = await query<{ id: number }>("select network_id as id from tenancy.network where status = 'active' order by network_id")
    const unkept: unknown[] = []
    for (const { id: networkId } of rows) await proveNetwork({ worker, log, networkId }).catch((error: unknown) => {
      log.error({ networkId, err: error }, "The proof of a network's books could not be kept.")
      unkept.push(error)
    })
    // Nobody could read of these that they failed, so the queue tries the night again.
    if (unkept.length > 0) throw new AggregateError(unkept, "The proof of some networks' books could not be kept.")
  }
}

async function proveNetwork(night: Night): Promise<void> {
  const { worker, networkId } = night
  const [began, results] = [performance.now(), [] as (CheckResult & { readonly differing: number })[]]
  for (const proof of PROOFS) results.push(await proveAll(night, proof))
  const tookMillis = performance.now() - began
  const errors = results.flatMap(({ failed }) => [...failed.values()])
  metrics.bookDifferences.set({ network: String(networkId) }, results.reduce((sum, { differing }) => sum + differing, 0))
  metrics.bookProofsFailed.set({ network: String(networkId) }, errors.length)
  await withWork(worker, scopeOf(night), BY, async (work) => {
    const proven = await keepProof(work, { tookMillis, results })
    await keepNetworkProof(work, { tookMillis, ...proven, error: errors[0]?.split(" ")[0] ?? "" })
  })
}

/** One check of all books at once; where that fails, book by book. */
async function proveAll(night: Night, proof: Proof): Promise<CheckResult & { differing: number }> {
  try {
    const differing = await differencesIn(night, proof)
    return { check: proof.check, found: marksOf(differing, proof), failed: new Map(), differing: differing.length }
  } catch (error) {
    night.log.error({ networkId: night.networkId, check: proof.check, err: error }, "The books of a network could not be proven at once.")
    return proveEach(night, proof, sayOf(error))
  }
}

async function proveEach(night: Night, proof: Proof, why: string): Promise<CheckResult & { differing: number }> {
  const tenants = await withWork(night.worker, scopeOf(night), BY, (work) => scoped(work, "tenancy.tenant").select("tenant_id").orderBy("tenant_id").execute(), { mode: "read" })
  const [all, failed]: [BookDifference[], Map<number, string>] = [[], new Map(proof.distributor === "with all" ? [[DISTRIBUTOR, why]] : [])]
  for (const entity of [...(proof.distributor === "alone" ? [DISTRIBUTOR] : []), ...tenants.map((row) => row.tenant_id)]) {
    try {
      // Of a tenant alone, only what concerns its own books can be told.
      all.push(...(await differencesIn(night, proof, entity)).filter(({ tenantId }) => tenantId === entity))
    } catch (error) {
      night.log.error({ networkId: night.networkId, tenantId: entity, check: proof.check, err: error }, "These books could not be proven.")
      failed.set(entity, sayOf(error))
    }
  }
  return { check: proof.check, found: marksOf(all, proof), failed, differing: all.length }
}

async function differencesIn({ worker, log, networkId }: Night, { prove }: Proof, tenantId?: number): Promise<readonly BookDifference[]> {
  const differing = await withWork(worker, scopeOf({ networkId }, tenantId), BY, prove, { mode: "read" })
  for (const difference of differing.slice(0, 20)) log.error({ networkId, ...difference }, "The books differ.")
  return differing
}

const scopeOf = ({ networkId }: Pick<Night, "networkId">, tenantId?: number): Scope => ({ audience: "worker", networkId, ...(tenantId !== undefined && { tenantId }) })

/** A mark says that it is the same difference as last night, and not what it is of. */
function marksOf(differing: readonly BookDifference[], { of }: Proof): ReadonlyMap<number, readonly string[]> {
  const marks = new Map<number, string[]>()
  for (const { tenantId, check, subject } of differing) {
    const mark = createHash("sha256").update(`${tenantId} ${check} ${subject}`).digest("base64url").slice(0, 16)
    for (const entity of new Set(of(tenantId))) marks.set(entity, [...(marks.get(entity) ?? []), mark])
  }
  return marks
}

/** What kind of error it was, then what it says: of statements that were sent together, the first that failed. */
function sayOf(error: unknown): string {
  const { code, name, message } = ((error as Error).cause ?? error) as { code?: string; name?: string; message?: string }
  return `${code ?? name ?? "Error"} ${message ?? ""}`.trim().slice(0, 200)
}
