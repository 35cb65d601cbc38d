import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function ShipmentsLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.order.view" areas={["shipments"]} refusals={["fulfilment", "inventory", "ordering"]}>{children}</Gate>
}
