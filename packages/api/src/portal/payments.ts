import {
  accountTerms, addContact, changeContact, confirmContact, listContacts, removeContact, applyCredit, attemptView, billingSettings, listMethods, listPayments, makeDefault, payInvoices, previewCredit, previewPayment, quotePayment, recordPayment, refundPayment, removeMethod, resetAccountTerms, saveAccountTerms, saveBillingProfile, savePaymentSettings,
  setupView, startSetup,
} from "@entrepot/domain/billing"
import * as contract from "@entrepot/domain/billing/contract"
import { router, signedIn } from "../trpc.ts"

/** Paying, what was paid, and with what. A card is added and a bank asked on the provider's pages; ours watch. */
export const portalPaymentsRouter = router({
  quote: signedIn.input(contract.QuotePayment).query(({ ctx, input }) => ctx.read((work) => quotePayment(work, input))),
  pay: signedIn.input(contract.PayInvoices).mutation(({ ctx, input }) => ctx.work((work) => payInvoices(work, input))),
  attempt: signedIn.input(contract.AttemptRef).query(({ ctx, input }) => ctx.read((work) => attemptView(work, input))),
  list: signedIn.input(contract.ListPayments).query(({ ctx, input }) => ctx.read((work) => listPayments(work, input))),
  /** What recording a payment, or setting credit against invoices, would do. Write nothing. */
  previewRecord: signedIn.input(contract.PreviewPayment).query(({ ctx, input }) => ctx.read((work) => previewPayment(work, input))),
  previewCredit: signedIn.input(contract.PreviewCredit).query(({ ctx, input }) => ctx.read((work) => previewCredit(work, input))),
  record: signedIn.input(contract.RecordPayment).mutation(({ ctx, input }) => ctx.work((work) => recordPayment(work, input))),
  applyCredit: signedIn.input(contract.ApplyCredit).mutation(({ ctx, input }) => ctx.work((work) => applyCredit(work, input))),
  refund: signedIn.input(contract.RefundPayment).mutation(({ ctx, input }) => ctx.work((work) => refundPayment(work, input))),

  methods: signedIn.input(contract.AccountChoice).query(({ ctx, input }) => ctx.read((work) => listMethods(work, input))),
  startSetup: signedIn.input(contract.StartSetup).mutation(({ ctx, input }) => ctx.work((work) => startSetup(work, input))),
  setup: signedIn.input(contract.SetupRef).query(({ ctx, input }) => ctx.read((work) => setupView(work, input))),
  makeDefault: signedIn.input(contract.MethodRef).mutation(({ ctx, input }) => ctx.work((work) => makeDefault(work, input).then(() => input))),
  removeMethod: signedIn.input(contract.MethodRef).mutation(({ ctx, input }) => ctx.work((work) => removeMethod(work, input).then(() => input))),

  settings: signedIn.query(({ ctx }) => ctx.read((work) => billingSettings(work))),
  saveProfile: signedIn.input(contract.SaveBillingProfile).mutation(({ ctx, input }) => ctx.work((work) => saveBillingProfile(work, input))),
  terms: signedIn.input(contract.AccountTermsRef).query(({ ctx, input }) => ctx.read((work) => accountTerms(work, input))),
  saveTerms: signedIn.input(contract.SaveAccountTerms).mutation(({ ctx, input }) => ctx.work((work) => saveAccountTerms(work, input).then(() => input))),
  resetTerms: signedIn.input(contract.AccountTermsRef).mutation(({ ctx, input }) => ctx.work((work) => resetAccountTerms(work, input).then(() => input))),
  /** Where an account's money mails go besides its people. */
  contacts: signedIn.input(contract.AccountContacts).query(({ ctx, input }) => ctx.read((work) => listContacts(work, input))),
  addContact: signedIn.input(contract.AddContact).mutation(({ ctx, input }) => ctx.work((work) => addContact(work, input))),
  changeContact: signedIn.input(contract.ChangeContact).mutation(({ ctx, input }) => ctx.work((work) => changeContact(work, input).then(() => input))),
  removeContact: signedIn.input(contract.ContactRef).mutation(({ ctx, input }) => ctx.work((work) => removeContact(work, input).then(() => input))),
  /** Its address works: mails go there again. */
  confirmContact: signedIn.input(contract.ContactRef).mutation(({ ctx, input }) => ctx.work((work) => confirmContact(work, input).then(() => input))),
  saveSettings: signedIn.input(contract.SavePaymentSettings).mutation(({ ctx, input }) => ctx.work((work) => savePaymentSettings(work, input))),
})
