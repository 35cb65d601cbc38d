import {
  cancelImport, getImport, listImports, listProfiles, listRefusals, previewImport, queueImport, saveMapping, startImport, suggestMapping,
} from "@entrepot/domain/integrations"
import * as contract from "@entrepot/domain/integrations/contract"
import { router, staff } from "../trpc.ts"

/** Files come in through `rest/uploads.ts`; everything after that is asked here. */
export const networkImportsRouter = router({
  list: staff.input(contract.ListImports.prefault({})).query(({ ctx, input }) => ctx.read((work) => listImports(work, input))),
  get: staff.input(contract.GetImport).query(({ ctx, input }) => ctx.read((work) => getImport(work, input))),
  /** After an upload, or to go on with a mapping that was left: what was kept, what is remembered, or a suggestion. */
  start: staff.input(contract.StartImport).mutation(({ ctx, input }) => ctx.work((work) => startImport(work, input))),
  suggestMapping: staff.input(contract.SuggestMapping).query(({ ctx, input }) => ctx.read((work) => suggestMapping(work, input))),
  preview: staff.input(contract.PreviewImport).query(({ ctx, input }) => ctx.read((work) => previewImport(work, input))),
  saveMapping: staff.input(contract.SaveMapping).mutation(({ ctx, input }) => ctx.work((work) => saveMapping(work, input))),
  queue: staff.input(contract.QueueImport).mutation(({ ctx, input }) => ctx.work((work) => queueImport(work, input))),
  cancel: staff.input(contract.CancelImport).mutation(({ ctx, input }) => ctx.work((work) => cancelImport(work, input))),
  refusals: staff.input(contract.ListRefusals).query(({ ctx, input }) => ctx.read((work) => listRefusals(work, input))),
  profiles: staff.input(contract.ListProfiles.prefault({})).query(({ ctx, input }) => ctx.read((work) => listProfiles(work, input))),
})
