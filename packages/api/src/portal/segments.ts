import { deleteSegmentRule, listSegmentRules, previewSegments, saveSegmentRule } from "@entrepot/domain/catalog"
import * as contract from "@entrepot/domain/catalog/contract"
import { router, signedIn } from "../trpc.ts"

/** What of the network's catalogue this tenant sells, and to which of its account groups. */
export const portalSegmentsRouter = router({
  list: signedIn.query(({ ctx }) => ctx.read((work) => listSegmentRules(work, ctx.locale))),
  /** What would change if these were all the rules; writes nothing. */
  preview: signedIn.input(contract.PreviewSegments).query(({ ctx, input }) => ctx.read((work) => previewSegments(work, input, ctx.locale))),
  save: signedIn.input(contract.SaveSegmentRule).mutation(({ ctx, input }) => ctx.work((work) => saveSegmentRule(work, input))),
  delete: signedIn.input(contract.DeleteSegmentRule).mutation(({ ctx, input }) => ctx.work((work) => deleteSegmentRule(work, input).then(() => input))),
})
