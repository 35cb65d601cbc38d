import { sql } from "kysely"
import { audit, type Work } from "@entrepot/db"
import { dayFrom, dayText, Refusal } from "@entrepot/kernel"
import { authorizeTaxes, taxEntity } from "./authorize-taxes.ts"
import { AddTaxRate, EndTaxRate, TaxRateKey } from "./tax-contract.ts"
import { placeOf } from "./import-tax-rates.ts"
import { KeptRate, keptRates, keyOfRate, writeRates } from "./tax-rate.db.ts"

type Of = { readonly tenantId?: number | undefined }

/** Reads a rate as a form says it. Refuses `pricing.days_are_reversed` and `pricing.tax_rate_is_malformed`, with the field. */
function readRate({ taxCategory, postalFrom, postalTo, validFrom, validTo, ...rest }: ReturnType<typeof AddTaxRate.parse>): KeptRate {
  if (validTo !== null && validTo < validFrom) throw new Refusal("pricing.days_are_reversed", "invalid", { from: validFrom, to: validTo })
  const given: Record<string, string | null> = { ...rest, tax_category: taxCategory, postal_from: postalFrom, postal_to: postalTo || postalFrom, valid_from: validFrom, valid_to: validTo }
  const read = KeptRate.safeParse(given)
  if (read.success) return read.data
  const field = String(read.error.issues[0]?.path[0] ?? "")
  throw new Refusal("pricing.tax_rate_is_malformed", "invalid", { field, value: given[field] ?? "" })
}

/**
 * A rate of a place and category from a day on. What was open of them ends the day before; under one that is to end itself it stays, and counts again afterwards. Refuses
 * `pricing.tax_rate_is_known` where one of the same key begins on that day, and as `readRate` does. Three statements.
 */
export async function addTaxRate(work: Work, { tenantId, ...input }: AddTaxRate & Of): Promise<void> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const rate = readRate(AddTaxRate.parse(input))
  const { key, before } = await around(work, entity, rate)
  if (key) throw new Refusal("pricing.tax_rate_is_known", "conflict", { place: placeOf(rate), from: rate.valid_from })
  await writeRates(work, entity, [...(rate.valid_to === null ? before.map((one) => ({ ...one, valid_to: dayBefore(rate.valid_from) })) : []), rate])
  audit(work, { action: "pricing.tax_rate_added", subjectKind: "tax_rate", subjectId: `${entity}:${keyOfRate(rate)}`, after: { tenantId: entity, ...rate } })
}

/** The last day of a rate. Refuses `pricing.tax_rate_not_found` where there is none, or it has ended, and `pricing.days_are_reversed`. */
export async function endTaxRate(work: Work, { tenantId, ...input }: EndTaxRate & Of): Promise<void> {
  authorizeTaxes(work, "manage")
  const entity = taxEntity(work, tenantId)
  const { validTo, ...key } = EndTaxRate.parse(input)
  if (validTo < key.validFrom) throw new Refusal("pricing.days_are_reversed", "invalid", { from: key.validFrom, to: validTo })
  const [kept] = await exactly(work, entity, TaxRateKey.parse(key))
  if (!kept || kept.valid_to !== null) throw new Refusal("pricing.tax_rate_not_found", "not_found")
  await writeRates(work, entity, [{ ...kept, valid_to: validTo }])
  audit(work, { action: "pricing.tax_rate_ended", subjectKind: "tax_rate", subjectId: `${entity}:${keyOfRate(kept)}`, after: { tenantId: entity, validTo } })
}

const KEPT = sql`country, region, level, locality, tax_category, postal_from, postal_to, city, valid_from::text, valid_to::text, label, trim_scale(percent)::text as percent`

/** Whether the very rate is there, and those of its place and category that are open and began before it. */
async function around(work: Work, entity: number, rate: KeptRate): Promise<{ key: boolean; before: KeptRate[] }> {
  const { rows } = await sql<KeptRate>`
    select ${KEPT} from ${keptRates(work, entity)} k
     where (country, region, level, locality, tax_category, postal_from, postal_to, city) = (${rate.country}, ${rate.region}, ${rate.level}, ${rate.locality}, ${rate.tax_category}, ${rate.postal_from}, ${rate.postal_to}, ${rate.city})
       and (valid_from = ${rate.valid_from}::date or valid_from < ${rate.valid_from}::date and valid_to is null)`.execute(work.db)
  return { key: rows.some((one) => one.valid_from === rate.valid_from), before: rows.filter((one) => one.valid_from < rate.valid_from) }
}

async function exactly(work: Work, entity: number, { taxCategory, postalFrom, postalTo, validFrom, ...rest }: ReturnType<typeof TaxRateKey.parse>): Promise<KeptRate[]> {
  const { rows } = await sql<KeptRate>`select ${KEPT} from ${keptRates(work, entity)} k where key = ${keyOfRate({ ...rest, tax_category: taxCategory, postal_from: postalFrom, postal_to: postalTo, valid_from: validFrom })}`.execute(work.db)
  return rows
}

const dayBefore = (day: string) => dayText(dayFrom(day) - 1)
