import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function SettlementLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.settlement.view" areas={["settlement", "books"]} refusals={["settlement", "billing", "ledger", "tenancy"]}>{children}</Gate>
}
