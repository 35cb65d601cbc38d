import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { cache } from "react"
import { Badge, Card, DescriptionList, EmptyState, Page, SplitView, Stat, StatGrid } from "@entrepot/ui"
import { addressLine } from "@entrepot/kernel"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { AddressTerms } from "#accounts/address-terms.tsx"
import { BillingContacts } from "#accounts/billing-contacts.tsx"
import { CreditCardBox } from "#accounts/credit-box.tsx"
import { EditAccountButton } from "#accounts/edit-account-button.tsx"
import { AccountLinks } from "#accounts/links.tsx"
import { PaymentTerms } from "#accounts/payment-terms.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ accountId: string }> }
const accountOf = cache(async (accountId: string) => (await api()).account.get({ accountId }))
type Account = Awaited<ReturnType<typeof accountOf>>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await accountOf((await params).accountId)).name }
}

/** One company that buys here: who it is, how it pays, what it may owe and owes, and where everything of it is. */
export default async function AccountPage({ params }: Props) {
  const [{ accountId }, who, t, taxes, domain, formats, asked] = await Promise.all([params, me(), getTranslations("accounts"), getTranslations("taxes"), getTranslations("domain"), theFormats(), api()])
  if (who.reach !== "tenant" || !who.permissions.includes("account.view")) notFound()
  const may = (permission: string) => who.permissions.includes(permission)
  const [account, terms, credit, addresses, groups, totals, contacts] = await Promise.all([
    accountOf(accountId), asked.payments.terms({ accountId }), asked.orders.credit({ accountId }), asked.account.addresses({ accountId }), may("account.manage") ? asked.account.groups() : [], may("invoice.view") ? asked.invoices.totals({ accountId }) : [], may("invoice.view") ? asked.payments.contacts({ accountId }) : undefined,
  ])
  const house = account.kind === "house"
  return (
    <Page title={account.name} status={<Badge tone={account.status === "active" ? "success" : "danger"}>{t(`statuses.${account.status}`)}</Badge>} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/accounts" }, { label: account.name }] }}
      meta={<><span>{account.number}</span>{house && <span>{t("house")}</span>}</>} actions={may("account.manage") && <EditAccountButton account={account} groups={groups} />}>
      {!house && totals.map(({ currency, open, overdue, openCount, overdueCount, credit: inHand }) => (
        <StatGrid key={currency}>
          <Stat label={t("openInvoices")} value={formats.money(open)} hint={t("invoiceCount", { count: openCount })} href={`/invoices?state=open&account=${accountId}`} />
          <Stat label={t("overdue")} value={formats.money(overdue)} hint={t("invoiceCount", { count: overdueCount })} href={`/invoices?state=overdue&account=${accountId}`} />
          <Stat label={t("creditInHand")} value={formats.money(inHand)} hint={t("creditInHandHint")} href={`/credit-notes?account=${accountId}`} />
        </StatGrid>
      ))}
      <SplitView asideLabel={t("credit.title")} aside={<>
        <CreditCardBox accountId={accountId} credit={credit} disabledReason={may("credit.manage") ? undefined : domain("tenancy.not_permitted")} />
        <Card title={t("links.title")}><AccountLinks accountId={accountId} house={house} permissions={who.permissions} t={t} /></Card>
      </>}>
        <Card title={t("details")}><DescriptionList items={details(account, groups, t, taxes)} /></Card>
        {!house && <PaymentTerms terms={terms} disabledReason={whyNot(terms.save, domain as never)} />}
        {!house && contacts && <BillingContacts contacts={contacts} />}
        <Card title={t("addresses")}>{addresses.length === 0 ? <EmptyState level={3} title={t("noAddress")} description={t("noAddressText")} /> : <ul className="grid gap-3 text-sm sm:grid-cols-2">{addresses.map((address) => <li key={address.addressId}><span className="font-medium">{address.label}</span><span className="block text-muted">{addressLine(address)}</span>{may("account.manage") ? <AddressTerms address={address} /> : address.deliveryTerms && <span className="block text-muted">{taxes(`account.${address.deliveryTerms}`)}</span>}</li>)}</ul>}</Card>
      </SplitView>
    </Page>
  )
}

function details(account: Account, groups: readonly { readonly code: string; readonly name: string }[], t: Awaited<ReturnType<typeof getTranslations>>, taxes: typeof t) {
  return [
    { term: t("number"), value: account.number }, { term: t("group"), value: groups.find(({ code }) => code === account.accountGroup)?.name ?? account.accountGroup }, { term: t("taxId"), value: account.taxId ?? "–" }, { term: t("poPolicy"), value: t(`po.${account.poPolicy}`), hint: t(`poHint.${account.poPolicy}`) },
    { term: t("terms"), value: [account.prepaid && t("prepaid"), account.taxExempt && t("taxExempt")].filter(Boolean).join(", ") || "–" }, { term: taxes("account.label"), value: taxes(`account.${account.deliveryTerms ?? "usual"}`) }, { term: t("status"), value: t(`statuses.${account.status}`), hint: t(`statusHint.${account.status}`) },
  ]
}
