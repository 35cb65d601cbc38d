import { sql } from "kysely"
import type { z } from "zod"
import { audit, json, scoped, type Work } from "@entrepot/db"
import { businessDate, moneyToJson, Refusal } from "@entrepot/kernel"
import { authorize, getTenant, saveTaxRounding, taxRounding } from "../../tenancy/index.ts"
import { SaveBillingProfile, SavePaymentSettings, type BillingSettings } from "../contract.ts"
import { plainPercent } from "../invoices/percent.ts"
import { NO_ACCOUNT, readRemitTo } from "./remit-to.ts"
import { moneyOf } from "./shares.ts"

const changedMeanwhile = () => new Refusal("billing.settings_changed_meanwhile", "conflict")

/** How the tenant invoices and is paid. Five statements. */
export async function billingSettings(work: Work): Promise<BillingSettings> {
  authorize(work, "dunning.manage")
  const [tenant, rounding, profile, payments] = await Promise.all([getTenant(work), taxRounding(work), scoped(work, "billing.profile").selectAll().executeTakeFirst(), scoped(work, "billing.payment_setting").selectAll().executeTakeFirst()])
  const year = businessDate(work.now, tenant.zone).year
  const series = await scoped(work, "billing.number_series").select(["kind", "next"]).where("year", "=", year).execute()
  const threshold = profile ? profile.credit_threshold_minor : 0n
  const inOwn = (minor: bigint | null) => (minor === null ? null : moneyToJson(moneyOf(minor, tenant.currency)))
  const remitTo = { ...NO_ACCOUNT, holder: tenant.legalName, ...(profile?.remit_to as object | undefined) }
  const next = (kind: "invoice" | "credit_note") => `${year}-${String(series.find((one) => one.kind === kind)?.next ?? 1).padStart(5, "0")}`
  return {
    profile: {
      taxRounding: rounding, terms: { netDays: profile?.net_days ?? 30, discountPercent: plainPercent(profile?.discount_percent ?? "0"), discountDays: profile?.discount_days ?? 0, origin: "tenant" },
      invoicePrefix: profile?.invoice_prefix ?? "INV-", creditPrefix: profile?.credit_prefix ?? "CN-", remitTo, creditThreshold: inOwn(threshold), writeOffThreshold: inOwn(profile?.write_off_threshold_minor ?? null), version: profile?.version ?? 0,
    },
    next: { invoice: next("invoice"), creditNote: next("credit_note") },
    payments: { provider: "stripe", accountRef: payments?.account_ref ?? null, cardsEnabled: payments?.cards_enabled ?? false, version: payments?.version ?? 0 },
  }
}

/**
 * Saves how the tenant invoices. It touches no invoice that is finalised. Refuses `billing.settings_changed_meanwhile`,
 * `billing.threshold_is_invalid`, `billing.prefixes_are_the_same` and what `readRemitTo` does.
 */
export async function saveBillingProfile(work: Work, input: SaveBillingProfile): Promise<{ readonly version: number }> {
  authorize(work, "dunning.manage")
  const ask = SaveBillingProfile.parse(input)
  const tenant = await getTenant(work)
  if ([ask.creditThreshold, ask.writeOffThreshold].some((level) => level && level.currency !== tenant.currency)) throw new Refusal("billing.threshold_is_invalid", "invalid", { currency: tenant.currency })
  // The counters are apart: with one prefix an invoice and a credit note would bear the same number.
  if (ask.invoicePrefix === ask.creditPrefix) throw new Refusal("billing.prefixes_are_the_same", "invalid")
  const remitTo = readRemitTo(ask.remitTo, tenant.legalName)
  const version = await writeProfile(work, { ...ask, remitTo })
  if (version === undefined) throw changedMeanwhile()
  await saveTaxRounding(work, ask.taxRounding)
  const { netDays, discountPercent, discountDays, invoicePrefix, creditPrefix } = ask
  audit(work, { action: "billing.profile_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), after: { taxRounding: ask.taxRounding, netDays, discountPercent, discountDays, invoicePrefix, creditPrefix, iban: remitTo.iban, accountNumber: remitTo.accountNumber, creditThreshold: ask.creditThreshold?.amount ?? null, writeOffThreshold: ask.writeOffThreshold?.amount ?? null } })
  return { version }
}

/** The version that was made; undefined where another was expected. */
async function writeProfile(work: Work, ask: z.output<typeof SaveBillingProfile>): Promise<number | undefined> {
  const [threshold, writeOff] = [ask.creditThreshold && BigInt(ask.creditThreshold.amount), ask.writeOffThreshold && BigInt(ask.writeOffThreshold.amount)]
  const { rows } = await sql<{ version: number }>`
    insert into billing.profile as p (network_id, tenant_id, net_days, discount_percent, discount_days, invoice_prefix, credit_prefix, remit_to, credit_threshold_minor, write_off_threshold_minor, version, updated_at)
    select ${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${ask.netDays}::int, ${ask.discountPercent}::numeric, ${ask.discountDays}::int, ${ask.invoicePrefix}, ${ask.creditPrefix}, ${json(ask.remitTo)}::jsonb, ${threshold}::bigint, ${writeOff}::bigint, 1, ${work.now.toString()}::timestamptz
     where ${ask.expectedVersion} = 0 or exists (select from billing.profile x where x.network_id = ${work.scope.networkId} and x.tenant_id = ${work.scope.tenantId})
    on conflict (network_id, tenant_id) do update
      set net_days = excluded.net_days, discount_percent = excluded.discount_percent, discount_days = excluded.discount_days, invoice_prefix = excluded.invoice_prefix, credit_prefix = excluded.credit_prefix,
          remit_to = excluded.remit_to, credit_threshold_minor = excluded.credit_threshold_minor, write_off_threshold_minor = excluded.write_off_threshold_minor, version = p.version + 1, updated_at = excluded.updated_at
      where p.version = ${ask.expectedVersion}
    returning p.version`.execute(work.db)
  return rows[0]?.version
}

/**
 * Whether cards are taken, and on whose account with the provider. Refuses `billing.settings_changed_meanwhile` and
 * `billing.provider_account_is_taken`: two that collect on one account would take each other's money.
 */
export async function savePaymentSettings(work: Work, input: SavePaymentSettings): Promise<{ readonly version: number }> {
  authorize(work, "dunning.manage")
  const ask = SavePaymentSettings.parse(input)
  const { accountRef, cardsEnabled } = ask
  const version = await writePayments(work, ask).catch((error: unknown) => {
    const { code, constraint } = error as { code?: string; constraint?: string }
    throw code === UNIQUE && constraint === "payment_setting_account" ? new Refusal("billing.provider_account_is_taken", "conflict", { account: accountRef }) : error
  })
  if (version === undefined) throw changedMeanwhile()
  audit(work, { action: "billing.payment_settings_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), after: { accountRef, cardsEnabled } })
  return { version }
}

const UNIQUE = "23505"

async function writePayments(work: Work, { accountRef, cardsEnabled, expectedVersion }: SavePaymentSettings): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    insert into billing.payment_setting as p (network_id, tenant_id, account_ref, cards_enabled, version, updated_at)
    select ${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${accountRef}, ${cardsEnabled}::boolean, 1, ${work.now.toString()}::timestamptz
     where ${expectedVersion} = 0 or exists (select from billing.payment_setting x where x.network_id = ${work.scope.networkId} and x.tenant_id = ${work.scope.tenantId})
    on conflict (network_id, tenant_id) do update set account_ref = excluded.account_ref, cards_enabled = excluded.cards_enabled, version = p.version + 1, updated_at = excluded.updated_at where p.version = ${expectedVersion}
    returning p.version`.execute(work.db)
  return rows[0]?.version
}
