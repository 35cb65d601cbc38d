import { createCallerFactory, router } from "./trpc.ts"
import { accountRouter } from "./portal/account.ts"
import { portalApprovalsRouter } from "./portal/approvals.ts"
import { portalBooksRouter } from "./portal/books.ts"
import { portalCartRouter } from "./portal/cart.ts"
import { portalCatalogRouter } from "./portal/catalog.ts"
import { portalCreditNotesRouter } from "./portal/credit-notes.ts"
import { portalInvoicesRouter } from "./portal/invoices.ts"
import { portalDunningRouter } from "./portal/dunning.ts"
import { portalOrdersRouter } from "./portal/orders.ts"
import { portalPadRouter } from "./portal/pad.ts"
import { portalPlansRouter } from "./portal/plans.ts"
import { portalPaymentsRouter } from "./portal/payments.ts"
import { portalPoliciesRouter } from "./portal/policies.ts"
import { portalPricesRouter } from "./portal/prices.ts"
import { portalSegmentsRouter } from "./portal/segments.ts"
import { sessionRouter } from "./portal/session.ts"
import { portalSettlementRouter } from "./portal/settlement.ts"
import { portalShipmentsRouter } from "./portal/shipments.ts"
import { portalStatementsRouter } from "./portal/statements.ts"
import { portalSubscriptionsRouter } from "./portal/subscriptions.ts"
import { portalTaxesRouter } from "./portal/taxes.ts"
import { teamRouter } from "./portal/team.ts"

/** Everything that a portal's pages can ask, one router per module. */
export const portalRouter = router({
  session: sessionRouter,
  team: teamRouter,
  account: accountRouter,
  catalog: portalCatalogRouter,
  books: portalBooksRouter,
  cart: portalCartRouter,
  orders: portalOrdersRouter,
  invoices: portalInvoicesRouter,
  payments: portalPaymentsRouter,
  dunning: portalDunningRouter,
  statements: portalStatementsRouter,
  creditNotes: portalCreditNotesRouter,
  approvals: portalApprovalsRouter,
  policies: portalPoliciesRouter,
  pad: portalPadRouter,
  prices: portalPricesRouter,
  segments: portalSegmentsRouter,
  settlement: portalSettlementRouter,
  shipments: portalShipmentsRouter,
  taxes: portalTaxesRouter,
  plans: portalPlansRouter,
  subscriptions: portalSubscriptionsRouter,
})

export type PortalRouter = typeof portalRouter
export const createPortalCaller = createCallerFactory(portalRouter)
export type PortalCaller = ReturnType<typeof createPortalCaller>
