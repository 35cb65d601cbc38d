import { consoleSessionRouter } from "./console/session.ts"
import { networkBooksRouter } from "./network/books.ts"
import { networkDeliveriesRouter } from "./network/deliveries.ts"
import { networkImportsRouter } from "./network/imports.ts"
import { networkPartnersRouter } from "./network/partners.ts"
import { networkPricesRouter } from "./network/prices.ts"
import { networkSettlementRouter } from "./network/settlement.ts"
import { networkShipmentsRouter } from "./network/shipments.ts"
import { networkStockRouter } from "./network/stock.ts"
import { networkSubscriptionRunsRouter } from "./network/subscription-runs.ts"
import { networkTaxesRouter } from "./network/taxes.ts"
import { networkTenantsRouter } from "./network/tenants.ts"
import { networkOrdersRouter } from "./network/orders.ts"
import { networkCatalogRouter } from "./network/catalog.ts"
import { networkStaffRouter } from "./network/staff.ts"
import { networkHomeRouter } from "./network/home.ts"
import { platformApiKeysRouter } from "./platform/api-keys.ts"
import { platformAuditRouter } from "./platform/audit.ts"
import { platformDeliveriesRouter } from "./platform/deliveries.ts"
import { platformMailboxRouter } from "./platform/mailbox.ts"
import { platformNetworksRouter } from "./platform/networks.ts"
import { platformStampsRouter } from "./platform/stamps.ts"
import { platformTemplatesRouter } from "./platform/templates.ts"
import { platformTenantsRouter } from "./platform/tenants.ts"
import { createCallerFactory, router } from "./trpc.ts"

/** Everything that the console's pages and machines can ask: one router per module, the network's side and the platform's. */
export const consoleRouter = router({
  session: consoleSessionRouter,
  books: networkBooksRouter,
  deliveries: networkDeliveriesRouter,
  imports: networkImportsRouter,
  partners: networkPartnersRouter,
  prices: networkPricesRouter,
  settlement: networkSettlementRouter,
  shipments: networkShipmentsRouter,
  stock: networkStockRouter,
  subscriptionRuns: networkSubscriptionRunsRouter,
  taxes: networkTaxesRouter,
  tenants: networkTenantsRouter,
  orders: networkOrdersRouter,
  catalog: networkCatalogRouter,
  staff: networkStaffRouter,
  home: networkHomeRouter,
  apiKeys: platformApiKeysRouter,
  audit: platformAuditRouter,
  mailbox: platformMailboxRouter,
  networks: platformNetworksRouter,
  platformDeliveries: platformDeliveriesRouter,
  platformTenants: platformTenantsRouter,
  stamps: platformStampsRouter,
  templates: platformTemplatesRouter,
})

export type ConsoleRouter = typeof consoleRouter
export const createConsoleCaller = createCallerFactory(consoleRouter)
export type ConsoleCaller = ReturnType<typeof createConsoleCaller>
