import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function ProductsLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.product.view" areas={["products"]} refusals={["catalog", "pricing"]}>{children}</Gate>
}
