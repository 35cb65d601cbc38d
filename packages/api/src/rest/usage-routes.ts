import { reportNamedUsage } from "@entrepot/domain/subscriptions"
import * as contract from "./portal-contract.ts"
import type { PortalAnswer, PortalCall, PortalRoute } from "./portal-route.ts"

async function reportUsage({ body, work }: PortalCall): Promise<PortalAnswer> {
  const { reports } = contract.UsageReports.parse(body)
  const { rows, moved } = await work((inside) => reportNamedUsage(inside, { reports }))
  const judged = rows.map(({ index, verdict, why }) => ({ source: reports[index]!.source, eventId: reports[index]!.eventId, verdict, why }))
  return { status: 200, body: contract.UsageJudged.parse({ reports: judged, moved: moved.map(({ n: _n, ...one }) => one) }) }
}

const DESCRIPTION = "Up to a thousand reports and 256 KiB at once, each named by its source and its id there: sent again with the same content it changes nothing, with another content it is refused. " +
  "Each gets a verdict in its place, and one that is refused hurts no other. A report that was measured before the last order is late and corrects the next delivery."

/** What a counter or a scale at the customer's tells: usage moves the next delivery inside what the customer approved. */
export const USAGE_ROUTES: readonly PortalRoute[] = [
  { method: "POST", path: "/api/v1/usage", id: "reportUsage", summary: "Report what was used, or how full a bin is", description: DESCRIPTION, body: contract.UsageReports, handle: reportUsage,
    answers: { 200: { description: "A verdict for each report, and the deliveries that moved", schema: contract.UsageJudged } } },
]
