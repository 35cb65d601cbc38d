import { sendMail } from "@entrepot/domain/integrations"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"

const MailJob = z.object({ networkId: z.int(), tenantId: z.int(), messageId: z.uuid() })

/** The last try settles the mail as failed, where a person sees it; every earlier one is thrown back to the queue. */
export function sendMailTask({ worker, mailer }: TaskContext): Task {
  return async (payload, { job }) => {
    await sendMail(worker, MailJob.parse(payload), { deliver: ({ attachments, ...mail }) => mailer.sendMail({ ...mail, attachments: [...attachments] }), lastTry: job.attempts >= job.max_attempts })
  }
}
