import { z } from "zod"
import { addTaxRate, addTaxRegistration, endTaxRate, endTaxRegistration, explainSaleTax, exportTaxRates, importTaxRates, listTaxRates, listTaxRegistrations, previewTaxRegistration, setDeliveryTerms } from "@entrepot/domain/pricing"
import * as contract from "@entrepot/domain/pricing/contract"
import { explainSupplyTax } from "@entrepot/domain/settlement"
import { ExplainSupplyTax } from "@entrepot/domain/settlement/contract"
import { router, staff } from "../trpc.ts"

/** Whose taxes: a partner's, or with 0 the distributor's own. */
const Of = z.object({ tenantId: z.int().min(0) })
const OfPartner = z.object({ tenantId: z.int().min(1) })

/** Where the distributor and its partners are registered, at which rates they charge, and how a supply or a sale would be taxed. */
export const networkTaxesRouter = router({
  registrations: staff.input(Of).query(({ ctx, input }) => ctx.read((work) => listTaxRegistrations(work, input))),
  /** What a registration that begins or ends would change. Writes nothing. */
  preview: staff.input(Of.extend({ ask: contract.PreviewTaxRegistration })).mutation(({ ctx, input: { tenantId, ask } }) => ctx.read((work) => previewTaxRegistration(work, { ...ask, tenantId }))),
  register: staff.input(Of.extend({ registration: contract.AddTaxRegistration })).mutation(({ ctx, input: { tenantId, registration } }) => ctx.work((work) => addTaxRegistration(work, { ...registration, tenantId }).then(() => registration))),
  endRegistration: staff.input(Of.extend({ registration: contract.EndTaxRegistration })).mutation(({ ctx, input: { tenantId, registration } }) => ctx.work((work) => endTaxRegistration(work, { ...registration, tenantId }).then(() => registration))),
  setTerms: staff.input(OfPartner.extend(contract.SetDeliveryTerms.shape)).mutation(({ ctx, input }) => ctx.work((work) => setDeliveryTerms(work, input).then(() => input))),

  rates: staff.input(Of.extend({ ask: contract.ListTaxRates })).query(({ ctx, input: { tenantId, ask } }) => ctx.read((work) => listTaxRates(work, { ...ask, tenantId }))),
  addRate: staff.input(Of.extend({ rate: contract.AddTaxRate })).mutation(({ ctx, input: { tenantId, rate } }) => ctx.work((work) => addTaxRate(work, { ...rate, tenantId }).then(() => rate))),
  endRate: staff.input(Of.extend({ rate: contract.EndTaxRate })).mutation(({ ctx, input: { tenantId, rate } }) => ctx.work((work) => endTaxRate(work, { ...rate, tenantId }).then(() => rate))),
  /** Says what a file would change, or changes it. */
  importRates: staff.input(Of.extend(contract.ImportTaxRates.shape)).mutation(({ ctx, input }) => ctx.work((work) => importTaxRates(work, input))),
  exportRates: staff.input(Of).mutation(({ ctx, input }) => ctx.read((work) => exportTaxRates(work, input))),

  /** How a partner's sale would be taxed. */
  explain: staff.input(OfPartner.extend({ ask: contract.ExplainSaleTax })).mutation(({ ctx, input: { tenantId, ask } }) => ctx.read((work) => explainSaleTax(work, { ...ask, tenantId }))),
  /** How what the distributor supplies to a partner would be taxed. */
  explainSupply: staff.input(ExplainSupplyTax).mutation(({ ctx, input }) => ctx.read((work) => explainSupplyTax(work, input))),
})
