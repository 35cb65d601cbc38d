import { previewFee } from "@entrepot/domain/billing"
import {
  acceptPriceRise, applyChange, calendar, createSubscriptions, listHealth, listSubscriptions, offerLines, previewChange, previewSubscription, publicHolidays, recurringSettings, refuseHeld, releaseHeld, reportUsage, reportUsageCsv,
  saveRecurringSettings, subscriptionPage,
} from "@entrepot/domain/subscriptions"
import * as contract from "@entrepot/domain/subscriptions/contract"
import { router, signedIn } from "../trpc.ts"

export const portalSubscriptionsRouter = router({
  list: signedIn.input(contract.ListSubscriptions).query(({ ctx, input }) => ctx.read((work) => listSubscriptions(work, input))),
  get: signedIn.input(contract.SubscriptionRef).query(({ ctx, input }) => ctx.read((work) => subscriptionPage(work, input, ctx.locale))),
  /** What comes when: of one subscription, one account, or, for the tenant's staff, everybody. */
  calendar: signedIn.input(contract.CalendarAsk).query(({ ctx, input }) => ctx.read((work) => calendar(work, input, ctx.locale))),
  previewNew: signedIn.input(contract.PreviewSubscription).query(({ ctx, input }) => ctx.read((work) => previewSubscription(work, input, ctx.locale))),
  /** What a cart or an order gives to subscribe to, each line with its ship-to, and what of it was cancelled. */
  offer: signedIn.input(contract.OfferLines).query(({ ctx, input }) => ctx.read((work) => offerLines(work, input))),
  /** One for each ship-to, all or none; the same key again makes nothing more. */
  create: signedIn.input(contract.CreateSubscriptions).mutation(({ ctx, input }) => ctx.work((work) => createSubscriptions(work, input))),
  /** What a change would do; `change` then does it, with the preview's version. */
  previewChange: signedIn.input(contract.PreviewChange).query(({ ctx, input }) => ctx.read((work) => previewChange(work, input))),
  /** What a change of fee or plan makes of what is billed. */
  previewFee: signedIn.input(contract.PreviewFee).query(({ ctx, input }) => ctx.read((work) => previewFee(work, input))),
  change: signedIn.input(contract.ApplyChange).mutation(({ ctx, input }) => ctx.work((work) => applyChange(work, input))),
  acceptPrice: signedIn.input(contract.DecideHeld).mutation(({ ctx, input }) => ctx.work((work) => acceptPriceRise(work, input))),
  /** Not this one: it is skipped. */
  refuse: signedIn.input(contract.DecideHeld).mutation(({ ctx, input }) => ctx.work((work) => refuseHeld(work, input))),
  release: signedIn.input(contract.DecideHeld).mutation(({ ctx, input }) => ctx.work((work) => releaseHeld(work, input))),
  reportUsage: signedIn.input(contract.ReportUsage).mutation(({ ctx, input }) => ctx.work((work) => reportUsage(work, input))),
  reportUsageCsv: signedIn.input(contract.ReportUsageCsv).mutation(({ ctx, input }) => ctx.work((work) => reportUsageCsv(work, input))),
  health: signedIn.input(contract.ListHealth).query(({ ctx, input }) => ctx.read((work) => listHealth(work, input))),
  settings: signedIn.query(({ ctx }) => ctx.read(recurringSettings)),
  /** What a business calendar may take over from its country. */
  publicHolidays: signedIn.input(contract.PublicHolidaysAsk).query(({ ctx, input }) => ctx.read((work) => publicHolidays(work, input, ctx.locale))),
  saveSettings: signedIn.input(contract.SaveRecurringSettings).mutation(({ ctx, input }) => ctx.work((work) => saveRecurringSettings(work, input))),
})
