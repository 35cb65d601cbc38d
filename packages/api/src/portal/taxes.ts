import { addTaxRate, addTaxRegistration, endTaxRate, endTaxRegistration, explainSaleTax, exportTaxRates, importTaxRates, listTaxRates, listTaxRegistrations, previewTaxRegistration, setDeliveryTerms } from "@entrepot/domain/pricing"
import * as contract from "@entrepot/domain/pricing/contract"
import { router, signedIn } from "../trpc.ts"

/** Where the tenant is registered, at which rates it charges, and how a sale would be taxed. */
export const portalTaxesRouter = router({
  registrations: signedIn.query(({ ctx }) => ctx.read((work) => listTaxRegistrations(work))),
  /** What a registration that begins or ends would change. Writes nothing. */
  preview: signedIn.input(contract.PreviewTaxRegistration).mutation(({ ctx, input }) => ctx.read((work) => previewTaxRegistration(work, input))),
  register: signedIn.input(contract.AddTaxRegistration).mutation(({ ctx, input }) => ctx.work((work) => addTaxRegistration(work, input).then(() => input))),
  endRegistration: signedIn.input(contract.EndTaxRegistration).mutation(({ ctx, input }) => ctx.work((work) => endTaxRegistration(work, input).then(() => input))),
  setTerms: signedIn.input(contract.SetDeliveryTerms).mutation(({ ctx, input }) => ctx.work((work) => setDeliveryTerms(work, input).then(() => input))),

  rates: signedIn.input(contract.ListTaxRates).query(({ ctx, input }) => ctx.read((work) => listTaxRates(work, input))),
  addRate: signedIn.input(contract.AddTaxRate).mutation(({ ctx, input }) => ctx.work((work) => addTaxRate(work, input).then(() => input))),
  endRate: signedIn.input(contract.EndTaxRate).mutation(({ ctx, input }) => ctx.work((work) => endTaxRate(work, input).then(() => input))),
  /** Says what a file would change, or changes it. */
  importRates: signedIn.input(contract.ImportTaxRates).mutation(({ ctx, input }) => ctx.work((work) => importTaxRates(work, input))),
  exportRates: signedIn.mutation(({ ctx }) => ctx.read((work) => exportTaxRates(work))),

  explain: signedIn.input(contract.ExplainSaleTax).mutation(({ ctx, input }) => ctx.read((work) => explainSaleTax(work, input))),
})
