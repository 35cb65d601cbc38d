import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function OrdersLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.order.view" areas={["orders"]} refusals={["ordering", "inventory"]}>{children}</Gate>
}
