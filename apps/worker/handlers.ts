import type { EventHandler } from "@entrepot/db"
import { handlers as billing } from "@entrepot/domain/billing"
import { handlers as fulfilment } from "@entrepot/domain/fulfilment"
import { handlers as mail } from "@entrepot/domain/integrations"
import { handlers as ordering } from "@entrepot/domain/ordering"
import { handlers as provisioning } from "@entrepot/domain/provisioning"
import { handlers as settlement } from "@entrepot/domain/settlement"
import { handlers as subscriptions } from "@entrepot/domain/subscriptions"

/** Everything that reacts to an event, of every module. A handler's name is part of its deliveries' key: never rename one. */
export const handlers: readonly EventHandler[] = [...ordering, ...fulfilment, ...billing, ...mail, ...provisioning, ...settlement, ...subscriptions]
