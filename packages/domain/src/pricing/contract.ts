import { z } from "zod"

/** Browser-safe: what the pricing verbs take. Prices, quantities and percentages are decimal text, days are YYYY-MM-DD. */
export { LOSS_REASONS, PRICE_KINDS } from "./answer.ts"
export { periodsUntil } from "./index-periods.ts"
export type { LossReason, PriceExplanation, PriceFloor, PriceKind, PriceLoser, PriceOutlook, PriceSource, PriceTier, PriceWinner } from "./answer.ts"

export const SIDES = ["sale", "supply"] as const
export const LIST_KINDS = ["contract", "list"] as const
export const LIST_STATUSES = ["draft", "published", "retired"] as const
export const RULE_TARGETS = ["all", "category", "brand", "product"] as const
export const RULE_BASES = ["base", "supply"] as const

const Id = z.uuid()
const Name = z.string().trim().min(1).max(120)
export const Day = z.iso.date()
const above0 = (text: string) => /[1-9]/.test(text)
const Amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/).refine(above0, "above zero")
const Percent = z.string().regex(/^-?\d{1,5}(\.\d{1,4})?$/).refine((text) => Number(text) > -100, "above -100")
const Unit = z.string().trim().min(1).max(24)
const Version = z.number().int().min(1)
const Currency = z.string().regex(/^[A-Z]{3}$/)

export const LineAsk = z.object({ productId: Id, unit: Unit, quantity: Amount })
/** Any account, any day, any basket of up to 500 lines. */
export const SimulatePrices = z.object({ accountId: Id, on: Day.optional(), lines: z.array(LineAsk).min(1).max(500), previewListId: Id.optional() })
export type SimulatePrices = z.input<typeof SimulatePrices>

/** For the account that one acts for, unless another is named. */
export const AskPrices = z.object({ accountId: Id.optional(), lines: z.array(LineAsk).max(500) })
export type AskPrices = z.input<typeof AskPrices>

/** Without `listId` a new draft. `currency` may be left out; if it is said, it must be the tenant's. An exclusive list takes no volume tier from below. */
export const SavePriceList = z.object({
  listId: Id.optional(), version: Version.optional(), side: z.enum(SIDES), kind: z.enum(LIST_KINDS), name: Name, currency: Currency.optional(),
  validFrom: Day, validTo: Day.nullable().default(null), exclusive: z.boolean().default(false),
})
export type SavePriceList = z.input<typeof SavePriceList>

export const PriceListEntry = z.object({ productId: Id, unit: Unit, minQuantity: Amount.default("1"), unitPrice: Amount })
export type PriceListEntry = z.input<typeof PriceListEntry>
/** `set` adds or changes rows of a draft, `remove` takes rows out; everything or nothing. */
export const SaveListEntries = z.object({
  listId: Id, set: z.array(PriceListEntry).max(2000).default([]),
  remove: z.array(z.object({ productId: Id, unit: Unit, minQuantity: Amount })).max(2000).default([]),
})
export type SaveListEntries = z.input<typeof SaveListEntries>

export const ListTarget = z.discriminatedUnion("target", [
  z.object({ target: z.literal("account"), accountId: Id }), z.object({ target: z.literal("group"), group: z.string().min(1).max(64) }), z.object({ target: z.literal("tenant") }),
])
export type ListTarget = z.infer<typeof ListTarget>
/** Whom the list is for, all of them at once. */
export const AssignPriceList = z.object({ listId: Id, targets: z.array(ListTarget).max(500) })
export type AssignPriceList = z.input<typeof AssignPriceList>

export const PriceListRef = z.object({ listId: Id })
export type PriceListRef = z.input<typeof PriceListRef>
export const ListPriceLists = z.object({ side: z.enum(SIDES).optional(), status: z.enum(LIST_STATUSES).optional() })
export type ListPriceLists = z.input<typeof ListPriceLists>
/** Entries by SKU; `cursor` is the last key of the page before. */
export const GetPriceList = z.object({ listId: Id, cursor: z.string().max(300).optional(), limit: z.number().int().min(1).max(500).default(100) })
export type GetPriceList = z.input<typeof GetPriceList>
/** What publishing a draft would change for one of the buyers whom it is for; the first of them unless one is named. */
export const DiffPriceList = z.object({ listId: Id, accountId: Id.optional(), limit: z.number().int().min(1).max(500).default(200) })
export type DiffPriceList = z.input<typeof DiffPriceList>

const RuleCommon = {
  side: z.enum(SIDES), name: Name, accountGroup: z.string().max(64).default(""), basis: z.enum(RULE_BASES), percent: Percent,
  minQuantity: Amount.default("1"), validFrom: Day, validTo: Day.nullable().default(null),
}
/** `percent` is signed: "-12.5" takes off, "30" puts on. `minQuantity` counts base units. `accountGroup` '' is every group. */
export const PriceRuleInput = z.discriminatedUnion("target", [
  z.object({ target: z.literal("all"), ...RuleCommon }),
  z.object({ target: z.literal("category"), categoryPath: z.string().max(1000).regex(/^([^.]+\.)+$/), ...RuleCommon }),
  z.object({ target: z.literal("brand"), brand: z.string().trim().min(1).max(200), ...RuleCommon }),
  z.object({ target: z.literal("product"), productId: Id, ...RuleCommon }),
])
export type PriceRuleInput = z.input<typeof PriceRuleInput>
/** Without `ruleId` a rule is new and stands last; with it, `version` is the one that was on screen. */
export const SavePriceRule = z.object({ ruleId: Id.optional(), version: Version.optional(), rule: PriceRuleInput })
export type SavePriceRule = z.input<typeof SavePriceRule>
export const SetPriceRuleActive = z.object({ ruleId: Id, version: Version, active: z.boolean() })
export type SetPriceRuleActive = z.input<typeof SetPriceRuleActive>
/** Every rule of the side, in its new order. */
export const OrderPriceRules = z.object({ side: z.enum(SIDES), ruleIds: z.array(Id).max(2000) })
export type OrderPriceRules = z.input<typeof OrderPriceRules>
export const ListPriceRules = z.object({ side: z.enum(SIDES) })
export type ListPriceRules = z.input<typeof ListPriceRules>

/** A network base price. What was valid before ends the day before; a row of the same key is changed. */
export const BasePriceRow = z.object({ productId: Id, currency: Currency, unit: Unit, minQuantity: Amount.default("1"), validFrom: Day, validTo: Day.nullable().default(null), unitPrice: Amount })
export type BasePriceRow = z.input<typeof BasePriceRow>
export const SaveBasePrices = z.object({ rows: z.array(BasePriceRow).min(1).max(2000) })
export type SaveBasePrices = z.input<typeof SaveBasePrices>
export const DeleteBasePrice = z.object({ productId: Id, currency: Currency, unit: Unit, minQuantity: Amount, validFrom: Day })
export type DeleteBasePrice = z.input<typeof DeleteBasePrice>
export const ListBasePrices = z.object({ productId: Id })
export type ListBasePrices = z.input<typeof ListBasePrices>

/** The least margin over the supply price, in percent, below which a line needs an approval; null is no floor. */
export const SetMarginFloor = z.object({ minMarginPercent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/).nullable() })
export type SetMarginFloor = z.input<typeof SetMarginFloor>

export const INDEX_FREQUENCIES = ["monthly", "quarterly"] as const
export type IndexFrequency = (typeof INDEX_FREQUENCIES)[number]
/** A published series: what it is called, what its values are in ("2020 = 100"), how often there is one, and who publishes it where. */
export const IndexSeriesHead = z.object({
  code: z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/), name: Name, unit: z.string().trim().min(1).max(60), basePeriod: z.string().trim().min(1).max(60),
  frequency: z.enum(INDEX_FREQUENCIES), source: z.string().trim().min(1).max(200), sourceUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]).default(""),
})
export type IndexSeriesHead = z.input<typeof IndexSeriesHead>
/** Without `seriesId` a new one; with it, `version` is the one that was on screen. Code and frequency stay what they were. */
export const SaveIndexSeries = z.object({ seriesId: Id.optional(), version: Version.optional(), series: IndexSeriesHead })
export type SaveIndexSeries = z.input<typeof SaveIndexSeries>
export const IndexSeriesRef = z.object({ seriesId: Id })
export type IndexSeriesRef = z.input<typeof IndexSeriesRef>
/** `period` is any day of it. A value that the period has already is corrected by another version; `known` is how many versions were on screen. */
export const PublishIndexValue = z.object({ seriesId: Id, period: Day, value: Amount, publishedOn: Day, reason: z.string().trim().max(500).default(""), known: z.int().min(0).optional() })
export type PublishIndexValue = z.input<typeof PublishIndexValue>
/** A file with the columns period, value and published. Nothing is written unless `apply`. */
export const ImportIndexValues = z.object({ seriesId: Id, csv: z.string().min(1).max(500_000), apply: z.boolean() })
export type ImportIndexValues = z.input<typeof ImportIndexValues>

export * from "./tax-terms.ts"
export * from "./tax-contract.ts"
export * from "./tax-in-words.ts"
