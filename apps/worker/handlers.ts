import type { EventHandler } from "@entrepot/db"
import { handlers as mail } from "@entrepot/domain/integrations"

/** Everything that reacts to an event, of every module. A handler's name is part of its deliveries' key: never rename one. */
export const handlers: readonly EventHandler[] = [...mail]
