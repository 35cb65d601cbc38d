/** @jsxRuntime automatic */
import { renderToBuffer, type DocumentProps } from "@react-pdf/renderer"
import type { ReactElement } from "react"
import type { InvoiceDocument } from "../invoice-document.ts"
import type { StatementDocument } from "../statement-document.ts"
import { registerFonts } from "./fonts.ts"
import { InvoicePdf } from "./invoice-pdf.tsx"
import { StatementPdf } from "./statement-pdf.tsx"

export function drawInvoice(document: InvoiceDocument, logo: Uint8Array | undefined): Promise<Uint8Array> {
  return draw(<InvoicePdf document={document} logo={logo} />)
}

export function drawStatement(document: StatementDocument, logo: Uint8Array | undefined): Promise<Uint8Array> {
  return draw(<StatementPdf document={document} logo={logo} />)
}

/** The renderer wants the type of its own root, which our component returns and TypeScript cannot see. */
async function draw(element: ReactElement): Promise<Uint8Array> {
  registerFonts()
  return new Uint8Array(await renderToBuffer(element as ReactElement<DocumentProps>))
}
