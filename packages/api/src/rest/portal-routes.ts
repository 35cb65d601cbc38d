import { BILLING_ROUTES } from "./billing-routes.ts"
import { INDEX_SERIES_ROUTES } from "./index-series-routes.ts"
import type { PortalRoute } from "./portal-route.ts"
import { SUBSCRIPTION_ROUTES } from "./subscription-routes.ts"
import { USAGE_ROUTES } from "./usage-routes.ts"

/** Everything that a portal answers to machines; its OpenAPI document is made from this list. */
export const PORTAL_ROUTES: readonly PortalRoute[] = [...BILLING_ROUTES, ...USAGE_ROUTES, ...SUBSCRIPTION_ROUTES, ...INDEX_SERIES_ROUTES]
