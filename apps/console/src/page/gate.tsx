import type { ReactNode } from "react"
import { Words } from "../i18n/words.tsx"
import type { Area } from "../i18n/areas.ts"
import type { RefusalModule } from "../i18n/refusals.ts"
import { may, signedIn } from "../session.ts"
import { NotPermitted } from "./not-permitted.tsx"

/** What every area of the console does first: asks for the right to be here, and brings the words of its islands. */
export async function Gate({ needs, areas, refusals = [], children }: { needs?: string; areas: readonly Area[]; refusals?: readonly RefusalModule[]; children: ReactNode }) {
  const session = await signedIn()
  if (needs && !may(session, needs)) return <NotPermitted />
  return <Words areas={areas} refusals={refusals}>{children}</Words>
}
