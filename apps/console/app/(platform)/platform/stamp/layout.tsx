import type { ReactNode } from "react"
import { Gate } from "../../../../src/page/gate.tsx"

export default function StampLayout({ children }: { children: ReactNode }) {
  return <Gate needs="platform.tenant.stamp" areas={["stamp"]} refusals={["provisioning"]}>{children}</Gate>
}
