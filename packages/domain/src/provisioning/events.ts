import { eventType } from "@entrepot/db"

/** A tenant's rows stand; its invitations are on their way. */
export const tenantStamped = eventType<{ key: string; tenantId: number; code: string }>("provisioning.tenant_stamped")
/** A stamp was given up; nothing of it is in the database. */
export const stampFailed = eventType<{ key: string; tenantId: number; error: string }>("provisioning.stamp_failed")
export const tenantSuspended = eventType<{ tenantId: number; reason: string }>("provisioning.tenant_suspended")
export const tenantResumed = eventType<{ tenantId: number }>("provisioning.tenant_resumed")
