import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function StockLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.stock.view" areas={["stock"]} refusals={["inventory", "fulfilment", "ordering"]}>{children}</Gate>
}
