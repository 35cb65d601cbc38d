import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function SubscriptionsLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.subscription.view" areas={["subscriptions"]} refusals={["subscriptions", "ordering"]}>{children}</Gate>
}
