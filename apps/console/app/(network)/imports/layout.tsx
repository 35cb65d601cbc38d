import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function ImportsLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.import.run" areas={["imports"]} refusals={["integrations", "catalog", "pricing"]}>{children}</Gate>
}
