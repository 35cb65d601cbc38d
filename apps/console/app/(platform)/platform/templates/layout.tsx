import type { ReactNode } from "react"
import { Gate } from "../../../../src/page/gate.tsx"

export default function TemplatesLayout({ children }: { children: ReactNode }) {
  return <Gate needs="platform.tenant.view" areas={["templates"]} refusals={["provisioning"]}>{children}</Gate>
}
