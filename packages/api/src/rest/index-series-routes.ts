import { getIndexSeries, listIndexSeries } from "@entrepot/domain/pricing"
import { isUuid, Refusal } from "@entrepot/kernel"
import * as contract from "./portal-contract.ts"
import type { PortalAnswer, PortalCall, PortalRoute } from "./portal-route.ts"

async function list({ read }: PortalCall): Promise<PortalAnswer> {
  return { status: 200, body: contract.IndexSeriesList.parse({ series: await read(listIndexSeries) }) }
}

/** An id that is no id is nobody's. */
async function get({ params, read }: PortalCall): Promise<PortalAnswer> {
  const seriesId = params["id"] ?? ""
  if (!isUuid(seriesId)) throw new Refusal("pricing.index_series_not_found", "not_found")
  return { status: 200, body: contract.IndexSeries.parse(await read((work) => getIndexSeries(work, { seriesId }))) }
}

const WHOSE = "A key that reaches the whole portal reads the partner's series and the distributor's; one that is held to an account what its subscriptions follow and what a plan offers it"

/** Published indices that prices may follow: a line follows one by the price policy `index` with its seriesId, where a plan offers that. */
export const INDEX_SERIES_ROUTES: readonly PortalRoute[] = [
  { method: "GET", path: "/api/v1/index-series", id: "listIndexSeries", summary: "List published index series", description: `${WHOSE}.`, handle: list, answers: { 200: { description: "Each with its last value", schema: contract.IndexSeriesList } } },
  { method: "GET", path: "/api/v1/index-series/{id}", id: "getIndexSeries", summary: "Read an index series with all its values", description: `${WHOSE}. A value is never changed: a correction is the period's next version.`,
    handle: get, answers: { 200: { description: "The series", schema: contract.IndexSeries } } },
]
