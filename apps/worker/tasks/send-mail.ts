import { sendMail } from "@entrepot/domain/integrations"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { takeTurn, type WaitingJob } from "./turn.ts"

const MailJob = z.object({ networkId: z.int(), tenantId: z.int(), messageId: z.uuid() })

/**
 * A tenant's mails share a queue: one turn sends ours and those that wait behind it. The last try settles a mail as failed, where a
 * person sees it; every earlier one is thrown back to the queue.
 */
export function sendMailTask({ worker, mailer, config: { bounceDomain } }: TaskContext): Task {
  const envelope = (token: string, to: string) => (bounceDomain ? { envelope: { from: `bounce+${token}@${bounceDomain}`, to } } : {})
  const send = (payload: unknown, lastTry: boolean) => sendMail(worker, MailJob.parse(payload), { deliver: ({ attachments, token, ...mail }) => mailer.sendMail({ ...mail, ...envelope(token, mail.to), attachments: [...attachments] }), lastTry })
  return async (payload, helpers) => {
    await send(payload, helpers.job.attempts >= helpers.job.max_attempts)
    await takeTurn(helpers, async (waiting) => {
      const sent: WaitingJob[] = []
      for (const job of waiting) {
        // A mail that fails here fails again as its own job, where its tries are counted.
        if (!(await send(job.payload, job.attempts + 1 >= job.maxAttempts).then(() => true, () => false))) break
        sent.push(job)
      }
      return sent
    })
  }
}
