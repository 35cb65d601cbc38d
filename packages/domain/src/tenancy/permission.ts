/** Who may do what is one table: a permission per row, and the standard roles that hold it. Tenants stamp their own copy. */
export const PORTAL_PERMISSIONS = {
  "order.place": ["dealer_admin", "dealer_buyer", "account_admin", "account_buyer"],
  "order.view": ["dealer_admin", "dealer_buyer", "dealer_approver", "dealer_finance", "account_admin", "account_buyer", "account_approver"],
  "order.change": ["dealer_admin", "dealer_buyer", "account_admin", "account_buyer"],
  "order.cancel": ["dealer_admin", "dealer_buyer", "account_admin", "account_buyer"],
  "order.approve": ["dealer_admin", "dealer_approver", "account_admin", "account_approver"],
  "order.release_hold": ["dealer_admin", "dealer_finance"],
  "margin.view": ["dealer_admin", "dealer_buyer", "dealer_approver", "dealer_finance"],
  "price.manage": ["dealer_admin"],
  "segment.manage": ["dealer_admin"],
  "policy.manage": ["dealer_admin"],
  "account.view": ["dealer_admin", "dealer_buyer", "dealer_approver", "dealer_finance", "account_admin", "account_buyer", "account_approver"],
  "account.manage": ["dealer_admin"],
  "credit.manage": ["dealer_admin", "dealer_finance"],
  "address.manage": ["dealer_admin", "dealer_buyer", "account_admin", "account_buyer"],
  "team.view": ["dealer_admin", "account_admin"],
  "team.manage": ["dealer_admin", "account_admin"],
  "brand.manage": ["dealer_admin"],
  "audit.view": ["dealer_admin"],
  "subscription.view": ["dealer_admin", "dealer_buyer", "dealer_approver", "dealer_finance", "account_admin", "account_buyer", "account_approver"],
  "subscription.manage": ["dealer_admin", "dealer_buyer", "account_admin", "account_buyer"],
  "plan.manage": ["dealer_admin"],
  "usage.report": ["dealer_admin", "dealer_buyer", "account_admin", "account_buyer"],
  "invoice.view": ["dealer_admin", "dealer_finance", "account_admin", "account_buyer"],
  "invoice.pay": ["dealer_admin", "dealer_finance", "account_admin", "account_buyer"],
  "payment_method.manage": ["dealer_admin", "account_admin"],
  "payment.record": ["dealer_admin", "dealer_finance"],
  "credit_note.issue": ["dealer_admin", "dealer_finance"],
  "credit_note.approve": ["dealer_admin", "dealer_approver", "dealer_finance"],
  "dunning.manage": ["dealer_admin", "dealer_finance"],
  "books.view": ["dealer_admin", "dealer_finance"],
  "books.close": ["dealer_admin", "dealer_finance"],
  "settlement.view": ["dealer_admin", "dealer_finance"],
  "settlement.dispute": ["dealer_admin", "dealer_finance"],
} as const

export const NETWORK_PERMISSIONS = {
  "network.order.view": ["network_admin", "sales", "warehouse", "finance"],
  "network.order.manage": ["network_admin", "sales"],
  "network.shipment.manage": ["network_admin", "warehouse"],
  "network.stock.view": ["network_admin", "sales", "warehouse", "buyer", "steward"],
  "network.stock.receive": ["network_admin", "warehouse"],
  "network.stock.count": ["network_admin", "warehouse"],
  "network.sourcing.manage": ["network_admin"],
  "network.product.view": ["network_admin", "sales", "warehouse", "buyer", "steward"],
  "network.product.manage": ["network_admin", "steward"],
  "network.price.manage": ["network_admin", "steward"],
  "network.cost.view": ["network_admin", "buyer", "finance"],
  "network.import.run": ["network_admin", "steward"],
  "network.tenant.view": ["network_admin", "sales", "finance"],
  "network.delivery.replay": ["network_admin"],
  "network.subscription.view": ["network_admin", "sales", "buyer", "finance"],
  "network.subscription.run": ["network_admin", "sales"],
  "network.settlement.view": ["network_admin", "finance"],
  "network.settlement.manage": ["network_admin", "finance"],
  "network.books.view": ["network_admin", "finance"],
  "network.books.close": ["network_admin", "finance"],
} as const

export const PLATFORM_PERMISSIONS = {
  "platform.network.view": ["platform_admin", "platform_operator"],
  "platform.tenant.view": ["platform_admin", "platform_operator"],
  "platform.tenant.stamp": ["platform_admin", "platform_operator"],
  "platform.tenant.suspend": ["platform_admin"],
  "platform.template.publish": ["platform_admin"],
  "platform.delivery.replay": ["platform_admin", "platform_operator"],
  "platform.mail.view": ["platform_admin", "platform_operator"],
  "platform.api_key.manage": ["platform_admin"],
} as const

export type PortalPermission = keyof typeof PORTAL_PERMISSIONS
export type NetworkPermission = keyof typeof NETWORK_PERMISSIONS
export type PlatformPermission = keyof typeof PLATFORM_PERMISSIONS
export type Permission = PortalPermission | NetworkPermission | PlatformPermission

/** tenant: sees every account of the tenant. account: held to one account by the database. */
export type Reach = "tenant" | "account"

export type StandardRole = { readonly code: string; readonly reach: Reach; readonly permissions: readonly PortalPermission[] }

/** The portal roles that the standard templates stamp. */
export const STANDARD_ROLES: readonly StandardRole[] = (
  [["dealer_admin", "tenant"], ["dealer_buyer", "tenant"], ["dealer_approver", "tenant"], ["dealer_finance", "tenant"], ["account_admin", "account"], ["account_buyer", "account"], ["account_approver", "account"]] as const
).map(([code, reach]) => ({ code, reach, permissions: permissionsOf(PORTAL_PERMISSIONS, [code]) }))

/** What a set of roles may do, by one of the tables above. */
export function permissionsOf<P extends string>(table: Readonly<Record<P, readonly string[]>>, roles: readonly string[]): P[] {
  return (Object.keys(table) as P[]).filter((permission) => table[permission].some((role) => roles.includes(role)))
}
