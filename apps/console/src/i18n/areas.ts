/** One file of words per area and language: messages/<locale>/<area>.json. */
export const AREAS = [
  "common", "shell", "units", "door", "home", "orders", "shipments", "stock", "sourcing", "products", "segments", "prices", "imports", "books", "settlement", "taxSetup", "subscriptions", "demand", "tenants", "deliveries", "staff",
  "platform", "stamp", "templates", "mailbox", "keys",
] as const
export type Area = (typeof AREAS)[number]
