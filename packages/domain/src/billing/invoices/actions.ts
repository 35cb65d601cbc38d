import type { Work } from "@entrepot/db"
import { may, type Permission } from "../../tenancy/index.ts"
import type { Action } from "../contract.ts"

/** Whether the actor may, and nothing is in the way; `blocked` is the code of what is. */
export function actionOf(work: Work, permission: Permission, blocked: string | false): Action {
  if (!may(work, permission)) return { allowed: false, why: "tenancy.not_permitted" }
  return blocked ? { allowed: false, why: blocked } : { allowed: true }
}

type Open = { readonly openMinor: bigint; readonly totalMinor: bigint; readonly orderId: string | null; readonly subscriptionId: string | null }

/** Why nothing may be taken off an invoice now: nothing is open, or a payment of it is under way. */
export function whyNotSettled({ openMinor }: Pick<Open, "openMinor">, busy: boolean): string | false {
  return (openMinor === 0n && "billing.invoice_is_settled") || (busy && "billing.payment_is_under_way")
}

/** Voiding an invoice and writing it off, by the rules of `voidInvoice` and `writeOffInvoice`. */
export function giveUpActions(work: Work, item: Open, { busy, waits, disputed }: { readonly busy: boolean; readonly waits: boolean; readonly disputed: boolean }): { readonly void: Action; readonly writeOff: Action } {
  const blocked = whyNotSettled(item, busy) || (disputed && "billing.payment_is_disputed") || (waits && "billing.write_off_waits")
  const never = blocked || (item.openMinor !== item.totalMinor && "billing.invoice_is_paid_in_part") || (item.orderId !== null && "billing.shipped_goods_are_invoiced") || (item.subscriptionId !== null && "billing.service_is_credited")
  return { void: actionOf(work, "credit_note.issue", never), writeOff: actionOf(work, "credit_note.issue", blocked) }
}
