import type { EventHandler } from "@entrepot/db"
import { booksHandlers } from "./books-handlers.ts"
import { contactHandlers } from "./contact-handlers.ts"
import { dunningHandlers } from "./dunning-handlers.ts"
import { invoiceHandlers } from "./invoice-handlers.ts"
import { paymentHandlers } from "./payment-handlers.ts"
import { settlementHandlers } from "./settlement-handlers.ts"

/** Whoever pays for an account is told of what it owes, whatever the account's status; whoever decides is asked. */
export const moneyHandlers: readonly EventHandler[] = [...invoiceHandlers, ...paymentHandlers, ...dunningHandlers, ...contactHandlers, ...settlementHandlers, ...booksHandlers]
