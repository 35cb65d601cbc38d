import { z } from "zod"

export * from "./imports/contract.ts"

const Network = z.int().min(0)
const Tenant = z.int().min(0)

/** `networkId` is the platform's choice; the distributor's staff are in their own network anyway. */
export const ListDeliveries = z.object({
  status: z.enum(["dead", "pending"]).default("dead"),
  networkId: Network.optional(),
  tenantId: Tenant.optional(),
  before: z.iso.datetime().optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListDeliveries = z.infer<typeof ListDeliveries>

export const ReplayDeliveries = z.object({
  networkId: Network.optional(),
  deliveries: z.array(z.object({ tenantId: Tenant, eventId: z.uuid(), handler: z.string().min(1).max(120) })).min(1).max(500),
})
export type ReplayDeliveries = z.infer<typeof ReplayDeliveries>

/** bounced: a server took it and it came back. withheld: its address takes no mail, until somebody says that it does. */
export const MAIL_STATUSES = ["queued", "sent", "failed", "bounced", "withheld"] as const
export type MailStatus = (typeof MAIL_STATUSES)[number]

export const ListMails = z.object({
  networkId: Network.optional(),
  tenantId: Tenant.optional(),
  status: z.enum(MAIL_STATUSES).optional(),
  before: z.iso.datetime().optional(),
  limit: z.int().min(1).max(200).default(50),
})
export type ListMails = z.infer<typeof ListMails>

export const ResendMail = z.object({ networkId: Network.optional(), tenantId: z.int().min(1), messageId: z.uuid() })
export type ResendMail = z.infer<typeof ResendMail>

export const ListMailbox = z.object({ search: z.string().max(200).default(""), before: z.iso.datetime().optional(), limit: z.int().min(1).max(200).default(50) })
export type ListMailbox = z.infer<typeof ListMailbox>

export const GetMailboxMessage = z.object({ smtpId: z.string().min(1).max(500) })
export type GetMailboxMessage = z.infer<typeof GetMailboxMessage>
