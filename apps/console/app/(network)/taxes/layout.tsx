import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function TaxesLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.settlement.view" areas={["taxSetup"]} refusals={["pricing", "settlement", "tenancy"]}>{children}</Gate>
}
