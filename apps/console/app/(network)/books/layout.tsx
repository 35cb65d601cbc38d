import type { ReactNode } from "react"
import { Gate } from "../../../src/page/gate.tsx"

export default function BooksLayout({ children }: { children: ReactNode }) {
  return <Gate needs="network.books.view" areas={["books"]} refusals={["ledger"]}>{children}</Gate>
}
