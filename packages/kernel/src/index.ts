export { addressLine } from "./address-line.ts"
export { allocate } from "./allocate.ts"
export { formatBytes } from "./bytes.ts"
export { currencies, currency, isCurrency, minorUnits, type Currency } from "./currency.ts"
export {
  addMonths, businessDayNear, businessDaysFrom, dayAt, dayFrom, dayInMonth, dayText, daysBetween, firstOfMonth, momentOf, monthOf, weekdayOf,
} from "./days.ts"
export { EUROPEAN_UNION, inEuropeanUnion } from "./european-union.ts"
export { grouped } from "./grouped.ts"
export { greatest, least } from "./least.ts"
export { gs1CheckDigit, isGtin, isSscc, normalizeGtin } from "./gs1.ts"
export { idGenerator, isUuid, newId, type Id, type IdGenerator } from "./id.ts"
export { canonicalJson, type JsonValue } from "./json.ts"
export {
  add, compare, exceeds, formatMoney, isNegative, isZero, money, moneyFromJson, moneyToJson, negate, parseMoney,
  subtract, sumOf, toDecimalString, zero, type Money, type MoneyJson,
} from "./money.ts"
export { pageOf, type RowPage } from "./page.ts"
export { normalizePartNumber } from "./part-number.ts"
export { anchoredPeriod, daysIn, prorate, type DayRange } from "./proration.ts"
export {
  addQuantity, compareQuantities, smallerQuantity, fromBase, isNegativeQuantity, isZeroQuantity, multiplyQuantity, negateQuantity,
  fromMicros, quantity, subtractQuantity, sumOfQuantities, toBase, toMicros, type Quantity,
} from "./quantity.ts"
export { quantityVerdict, type QuantityRule, type QuantityVerdict } from "./quantity-verdict.ts"
export { indexedPrice, placesOf, type Indexation, type IndexedPrice } from "./indexation.ts"
export { isOutage, isRefusal, Outage, Refusal, type Facts, type RefusalKind } from "./refusal.ts"
export { isTaxNumber, TAX_NUMBER_COUNTRIES, taxNumberExample } from "./tax-number.ts"
export { taxDocument, taxOf, type Taxed, type TaxGroup, type TaxMethod } from "./tax.ts"
export {
  addBusinessDays, businessDate, businessDayFrom, formatDate, formatInstant, isBusinessDay, occurrence, Temporal,
  type BusinessCalendar, type DateLength, type Interval,
} from "./time.ts"
export { unitInWords } from "./unit-in-words.ts"
export { applyPercent, comparePrices, convertPrice, extend, formatUnitPrice, isBelowMargin, marginPercent, unitPrice, type UnitPrice } from "./unit-price.ts"
