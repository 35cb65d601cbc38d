import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function PricesLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.price.manage" areas={["prices"]} refusals={["pricing", "catalog"]}>{children}</Gate>
}
