import { scoped, scopedDelete, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { savePolicy } from "@entrepot/domain/approvals"
import { savePaymentSettings } from "@entrepot/domain/billing"
import { publishStandardTemplates, requestStamp, runStamp } from "@entrepot/domain/provisioning"
import { assignPriceList, publishPriceList, saveListEntries, savePriceList, savePriceRule } from "@entrepot/domain/pricing"
import { createAccount, hashPassword, saveAccountGroup, saveAddress } from "@entrepot/domain/tenancy"
import { newId, parseMoney, currency as currencyOf, Temporal } from "@entrepot/kernel"
import { demoPassword, makers, productBySku, type Account, type Partner } from "../data/index.ts"
import { asNetwork, asPlatform, asTenant, asWorker, NETWORK_ID, type Member, type Pools } from "./actors.ts"

/** What the rest of the seed needs to know of a partner that stands. */
export type Seeded = {
  readonly partner: Partner
  readonly tenantId: number
  readonly accountId: ReadonlyMap<string, string>
  /** By the ship-to's code. */
  readonly addressId: ReadonlyMap<string, string>
  /** By e-mail. */
  readonly members: ReadonlyMap<string, Member>
}

/** Stamps a partner from its template, as an operator would, then dresses it with its own accounts, people, prices and rules. */
export async function seedPartner(pools: Pools, partner: Partner, productId: ReadonlyMap<string, string>, today: string): Promise<Seeded> {
  const tenantId = await stamp(pools, partner)
  const { accountId, addressId } = await asTenant(pools, tenantId, (work) => seedAccounts(work, partner))
  const members = await asTenant(pools, tenantId, async (work) => seedMembers(work, partner, tenantId, accountId, await hashPassword(demoPassword)))
  await asWorker(pools, tenantId, (work) => clearTemplateRules(work))
  await asWorker(pools, tenantId, (work) => seedLocalTaxes(work, partner.localTaxRates ?? []))
  await seedSegments(pools, partner, tenantId, productId)
  await seedPrices(pools, partner, tenantId, { accountId, productId, today })
  await asTenant(pools, tenantId, async (work) => {
    for (const [index, { name, condition, levels }] of partner.approvalRules.entries()) {
      await savePolicy(work, { name: name[partner.language], condition: condition.replaceAll("account.group", "account_group"), levels: levels.map((level) => ({ name: level.name[partner.language], mode: "any", roles: [level.role] })), position: index + 1 })
    }
  })
  // On the platform's own account, which every key of Stripe's has, the stand-in's too.
  await asTenant(pools, tenantId, (work) => savePaymentSettings(work, { accountRef: null, cardsEnabled: true, expectedVersion: 0 }))
  return { partner, tenantId, accountId, addressId, members }
}

async function stamp(pools: Pools, partner: Partner): Promise<number> {
  await asPlatform(pools, (work) => publishStandardTemplates(work))
  const { accent, ink, canvas, radius, font } = partner.brand
  const house = partner.accounts[0]
  const administrator = house?.people[0]
  if (!house || !administrator) throw new Error(`${partner.code} has no house account with people.`)
  const { street: line1, extra, postalCode, city, region, country } = partner.address
  const request = {
    key: `demo-${partner.code}`, networkId: NETWORK_ID, templateCode: partner.kind,
    params: {
      code: partner.code, name: partner.name, legalName: partner.legalName, host: `${partner.host}.localhost`, locale: partner.language, currency: partner.currency, zone: partner.timeZone, country,
      taxId: partner.taxId, mailFrom: `orders@${partner.code}.example`, brand: { accent, ink, canvas, radius, font, names: { display: partner.name, legal: partner.legalName, address: `${line1}, ${postalCode} ${city}` } },
      account: { number: house.code, name: house.name, taxId: partner.taxId, creditLimit: null, address: { line1, line2: extra ?? "", city, region: region ?? "", postalCode } },
      invitations: [{ email: administrator.email, name: administrator.name }],
    },
  }
  const { tenantId } = await asPlatform(pools, (work) => requestStamp(work, request))
  await runStamp(pools.worker, { networkId: NETWORK_ID, key: request.key })
  // The demo's people have their password already: nobody is waiting for the administrator's invitation.
  await asTenant(pools, tenantId, (work) => scopedUpdate(work, "tenancy.invitation").set({ accepted_at: work.now.toString() }).execute())
  return tenantId
}

/** On top of the rates that the partner was stamped with; goods of both classes bear them. */
async function seedLocalTaxes(work: Work, rates: NonNullable<Partner["localTaxRates"]>): Promise<void> {
  if (rates.length === 0) return
  await scopedInsert(work, "pricing.local_tax_rate", ["standard", "reduced"].flatMap((tax_category) => rates.map(({ postalFrom, postalTo, ...rate }) => ({ ...rate, country: "US", tax_category, postal_from: postalFrom, postal_to: postalTo, valid_from: "2020-01-01" })))).execute()
}

async function seedAccounts(work: Work, partner: Partner): Promise<{ accountId: Map<string, string>; addressId: Map<string, string> }> {
  for (const { code, name } of partner.accountGroups) await saveAccountGroup(work, { code, name: name[partner.language] })
  const accountId = new Map<string, string>()
  const addressId = new Map<string, string>()
  for (const account of partner.accounts) {
    const id = account.kind === "house" ? await dressHouse(work, account) : await openAccount(work, account)
    accountId.set(account.code, id)
    const limit_minor = account.creditLimit === null ? null : parseMoney(account.creditLimit, currencyOf(partner.currency)).amount
    await scopedInsert(work, "ordering.credit_line", { account_id: id, currency: partner.currency, limit_minor, updated_at: work.now.toString() }).onConflict((conflict) => conflict.columns(["network_id", "tenant_id", "account_id"]).doUpdateSet({ limit_minor })).execute()
    for (const { code, name, address, isDefault } of account.shipTos) {
      const saved = await saveAddress(work, { accountId: id, label: name, recipient: account.name, line1: address.street, line2: address.extra ?? "", city: address.city, region: address.region ?? "", postalCode: address.postalCode, country: address.country, isDefault: isDefault && account.kind !== "house" })
      addressId.set(code, saved.addressId)
    }
  }
  return { accountId, addressId }
}

async function dressHouse(work: Work, { group }: Account): Promise<string> {
  const { account_id } = await scopedUpdate(work, "tenancy.account").set({ account_group: group }).where("kind", "=", "house").returning("account_id").executeTakeFirstOrThrow()
  return account_id
}

async function openAccount(work: Work, { code, name, group, taxId, poPolicy }: Account): Promise<string> {
  const { accountId } = await createAccount(work, { number: code, name, accountGroup: group, taxId: taxId ?? "", taxExempt: false, deliveryTerms: null, prepaid: false, poPolicy: poPolicy === "required_unique" ? "unique" : poPolicy })
  return accountId
}

async function seedMembers(work: Work, partner: Partner, tenantId: number, accountId: ReadonlyMap<string, string>, passwordHash: string): Promise<Map<string, Member>> {
  const created_at = work.now.toString()
  const members = new Map<string, Member>()
  for (const account of partner.accounts) {
    for (const { email, name, role } of account.people) members.set(email, { userId: newId(), name, role, tenantId, accountId: accountId.get(account.code) ?? "" })
  }
  const locale = new Map(partner.accounts.flatMap(({ people }) => people.map(({ email, language }) => [email, language] as const)))
  const list = [...members]
  await scopedInsert(work, "tenancy.tenant_user", list.map(([email, { userId, name }]) => ({ user_id: userId, email, name, locale: locale.get(email) ?? partner.language, created_at }))).execute()
  await scopedInsert(work, "tenancy.credential", list.map(([, { userId }]) => ({ user_id: userId, password_hash: passwordHash, changed_at: created_at }))).execute()
  await scopedInsert(work, "tenancy.role_grant", list.map(([, member]) => ({ account_id: member.accountId, user_id: member.userId, role: member.role, granted_at: created_at }))).execute()
  return members
}

/** What the template proposed gives way to what this partner agreed. */
async function clearTemplateRules(work: Work): Promise<void> {
  await scopedUpdate(work, "pricing.price_rule").set({ active: false }).execute()
  await scopedUpdate(work, "approvals.policy").set({ active: false, retired_at: work.now.toString() }).where("retired_at", "is", null).execute()
}

async function seedSegments(pools: Pools, partner: Partner, tenantId: number, productId: ReadonlyMap<string, string>): Promise<void> {
  await asTenant(pools, tenantId, async (work) => {
    const path = await categoryPaths(work)
    await scopedDelete(work, "catalog.segment_rule").execute()
    const common = { created_at: work.now.toString() }
    const rows = partner.segments.flatMap(({ groups, includeCategories, excludeCategories, excludeSkus }) =>
      (groups.length === 0 ? [""] : groups).flatMap((account_group) => [
        ...includeCategories.map((code) => ({ ...common, account_group, rule_id: newId(), effect: "include", target: "category", category_path: path(code) })),
        ...excludeCategories.map((code) => ({ ...common, account_group, rule_id: newId(), effect: "exclude", target: "category", category_path: path(code) })),
        ...excludeSkus.map((sku) => ({ ...common, account_group, rule_id: newId(), effect: "exclude", target: "product", product_id: productId.get(sku) ?? "" })),
      ]))
    for (const row of rows) await scopedInsert(work, "catalog.segment_rule", row).execute()
  })
}

async function categoryPaths(work: Work): Promise<(code: string) => string> {
  const rows = await scoped(work, "catalog.category").select(["code", "path"]).execute()
  const paths = new Map(rows.map(({ code, path }) => [code, path]))
  return (code) => {
    const path = paths.get(code)
    if (!path) throw new Error(`There is no category ${code}.`)
    return path
  }
}

type Context = { readonly accountId: ReadonlyMap<string, string>; readonly productId: ReadonlyMap<string, string>; readonly today: string }

/** The distributor writes the partner's supply terms, the partner its own sale rules and its contract. */
async function seedPrices(pools: Pools, partner: Partner, tenantId: number, { accountId, productId, today }: Context): Promise<void> {
  const day = Temporal.PlainDate.from(today)
  const validFrom = day.subtract({ years: 1 }).toString()
  const rules = [...partner.priceRules].sort((a, b) => b.priority - a.priority)
  for (const { side, name, groups, category, maker, effect, percent } of rules) {
    const write = async (work: Work) => {
      const path = await categoryPaths(work)
      for (const accountGroup of groups.length === 0 ? [""] : groups) {
        const common = { side, name: name[partner.language], accountGroup, basis: "base" as const, percent: effect === "percent_off" ? `-${percent}` : percent, minQuantity: "1", validFrom, validTo: null }
        const brand = makers.find(({ code }) => code === maker)?.name
        await savePriceRule(work, { rule: brand ? { target: "brand", brand, ...common } : category ? { target: "category", categoryPath: path(category), ...common } : { target: "all", ...common } })
      }
    }
    if (side === "supply") await asNetwork(pools, (work) => write({ ...work, scope: { ...work.scope, tenantId } }))
    else await asTenant(pools, tenantId, write)
  }
  await asTenant(pools, tenantId, async (work) => {
    const { name, account, validFromDaysAgo, validForDays, lines } = partner.contract
    const from = day.subtract({ days: validFromDaysAgo })
    const { listId } = await savePriceList(work, { side: "sale", kind: "contract", name: name[partner.language], validFrom: from.toString(), validTo: from.add({ days: validForDays }).toString() })
    await saveListEntries(work, { listId, set: lines.map(({ sku, minimumQuantity, unitPrice }) => ({ productId: productId.get(sku) ?? "", unit: productBySku(sku).unit, minQuantity: minimumQuantity, unitPrice })) })
    await assignPriceList(work, { listId, targets: [{ target: "account", accountId: accountId.get(account) ?? "" }] })
    await publishPriceList(work, { listId })
  })
}

