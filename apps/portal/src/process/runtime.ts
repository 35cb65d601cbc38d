import type { PortalApi } from "@entrepot/api/server"
import type { Locale } from "@entrepot/domain/tenancy/contract"

export type Words = { readonly [key: string]: string | Words }

export type Messages = { readonly words: (locale: Locale) => Words; /** The address of the same words for the browser; it changes when they do. */ readonly scriptOf: (locale: Locale) => string }

export const STRIPE_MODES = ["stand_in", "test", "live"] as const
/** Who answers the worker as Stripe; only the worker talks to it, so the portal has to be told. */
export type StripeMode = (typeof STRIPE_MODES)[number]

/** What the pages need of the process around them. */
export type PortalRuntime = PortalApi & { readonly messages: Messages; /** Undefined where nobody told. */ readonly stripe: StripeMode | undefined }

const KEY = Symbol.for("portal.runtime")
const shared = globalThis as { [KEY]?: PortalRuntime }

/**
 * The server and Next's bundles are one process but two copies of every module. Pages therefore import no database and no
 * domain; they ask the one API that the server made. That keeps one pool, one set of metrics and small bundles.
 */
export function provideRuntime(runtime: PortalRuntime): void {
  shared[KEY] = runtime
}

export function runtime(): PortalRuntime {
  const provided = shared[KEY]
  if (!provided) throw new Error("The portal's pages run inside apps/portal/server.ts.")
  return provided
}
