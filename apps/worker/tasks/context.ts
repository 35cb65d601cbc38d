import type { AudiencePool, EventHandler } from "@entrepot/db"
import type { PaymentGateway } from "@entrepot/domain/billing"
import type { Logger } from "@entrepot/telemetry"
import type { Transporter } from "nodemailer"
import type { WorkerConfig } from "../config.ts"

/** What every task works with. */
export type TaskContext = { readonly worker: AudiencePool; readonly handlers: readonly EventHandler[]; readonly config: WorkerConfig; readonly log: Logger; readonly mailer: Transporter; readonly gateway: PaymentGateway }
