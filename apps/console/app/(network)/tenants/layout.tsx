import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function TenantsLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.tenant.view" areas={["tenants"]}>{children}</Gate>
}
