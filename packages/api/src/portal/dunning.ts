import { dunningHistory, dunningPolicies, dunningPolicy, previewDunning, saveDunningPolicy } from "@entrepot/domain/billing"
import * as contract from "@entrepot/domain/billing/contract"
import { router, signedIn } from "../trpc.ts"

/** What happens to whoever does not pay: a policy, who is where, and what was done. */
export const portalDunningRouter = router({
  policy: signedIn.query(({ ctx }) => ctx.read((work) => dunningPolicy(work))),
  /** Every version that was saved, the latest first. */
  policies: signedIn.query(({ ctx }) => ctx.read((work) => dunningPolicies(work))),
  save: signedIn.input(contract.SaveDunningPolicy).mutation(({ ctx, input }) => ctx.work((work) => saveDunningPolicy(work, input))),
  /** Where a policy would put everybody today: the one in force, or a draft. Writes nothing. */
  preview: signedIn.input(contract.PreviewDunning).query(({ ctx, input }) => ctx.read((work) => previewDunning(work, input))),
  history: signedIn.input(contract.AccountChoice).query(({ ctx, input }) => ctx.read((work) => dunningHistory(work, input))),
})
