// A runner of subscriptions in a process of its own, so that a test can end it with kill -9 at any moment.
import { createPool } from "@entrepot/db"
import { runDue } from "@entrepot/domain/subscriptions"

const pool = createPool("worker", process.env["DATABASE_URL_WORKER"] ?? "", { max: 6 })
process.send?.("ready")
for (;;) {
  await runDue(pool, 1, { batch: 4, parallel: 3, leaseSeconds: 1 })
  await new Promise((resolve) => setTimeout(resolve, 50))
}
