import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client"

const KEY = Symbol.for("entrepot.metrics")

function build() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: "entrepot_" })
  const registers = [registry]
  return {
    registry,
    requestDuration: new Histogram({ name: "entrepot_request_duration_seconds", help: "Time to answer a request", labelNames: ["process", "route", "method", "status"], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers }),
    queryDuration: new Histogram({ name: "entrepot_query_duration_seconds", help: "Time to answer one statement", buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5], registers }),
    statementsPerWork: new Histogram({ name: "entrepot_statements_per_work", help: "Statements awaited in one transaction", labelNames: ["audience"], buckets: [1, 2, 3, 5, 8, 12, 20, 50], registers }),
    transactionRetries: new Counter({ name: "entrepot_transaction_retries_total", help: "Transactions tried again after a deadlock or serialization failure", labelNames: ["audience"], registers }),
    queueDepth: new Gauge({ name: "entrepot_queue_depth", help: "Jobs that wait, by task", labelNames: ["task"], registers }),
    queueAge: new Gauge({ name: "entrepot_queue_oldest_seconds", help: "Age of the oldest job that is due", registers }),
    bookDifferences: new Gauge({ name: "entrepot_book_differences", help: "Sums of the books that differed from their facts or from each other at the last nightly proof", labelNames: ["network"], registers }),
    bookProofsFailed: new Gauge({ name: "entrepot_book_proofs_failed", help: "Checks of sets of books that could not be made at the last nightly proof", labelNames: ["network"], registers }),
    damagedDocuments: new Counter({ name: "entrepot_damaged_documents_total", help: "Kept documents that were asked for and are not what was kept", registers }),
    deadLetters: new Gauge({ name: "entrepot_dead_letters", help: "Deliveries given up", registers }),
    deliveries: new Counter({ name: "entrepot_deliveries_total", help: "Event deliveries by handler and outcome", labelNames: ["handler", "outcome"], registers }),
  }
}

export type Metrics = ReturnType<typeof build>

const shared = globalThis as { [KEY]?: Metrics }

/** One registry per process, however many copies of this module a bundler makes. */
export const metrics: Metrics = (shared[KEY] ??= build())
