import type { PartyAddress } from "../contract.ts"
import type { BilledLine } from "./compose.ts"

/** An invoice as its facts make it, before it has a number. `sourceKey` is its business key: the same one twice is refused. */
export type NewInvoice = {
  readonly invoiceId: string
  readonly source: "shipment" | "order" | "manual" | "service"
  readonly sourceKey: string
  readonly orderId: string | null; readonly orderNumber: string | null
  readonly shipmentId: string | null; readonly shipmentNumber: string | null
  readonly subscriptionId: string | null; readonly occurrenceId: string | null
  readonly collect: "automatic" | "terms"
  readonly currency: string; readonly poNumber: string; readonly note: string
  readonly issuedOn: string; readonly suppliedOn: string
  readonly shipTo: PartyAddress | null
  readonly lines: readonly BilledLine[]
  /** Whether the goods are still to leave, or the days still to come: then nothing is earned yet. */
  readonly deferred: boolean
}
