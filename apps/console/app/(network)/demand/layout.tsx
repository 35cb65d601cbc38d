import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function DemandLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.subscription.view" areas={["demand"]} refusals={["subscriptions"]}>{children}</Gate>
}
