import { Link } from "@entrepot/ui"

type Props = { accountId: string; house: boolean; permissions: readonly string[]; t: (key: string) => string }

const PLACES = [
  { key: "orders", needs: "order.view", href: "/orders" }, { key: "subscriptions", needs: "subscription.view", href: "/subscriptions" }, { key: "invoices", needs: "invoice.view", href: "/invoices", customer: true },
  { key: "creditNotes", needs: "invoice.view", href: "/credit-notes", customer: true }, { key: "statement", needs: "invoice.view", href: "/statement", customer: true },
  { key: "receivables", needs: "payment.record", href: "/receivables", customer: true, page: true },
] as const

/** Where everything of this account is; a house account is not invoiced. */
export function AccountLinks({ accountId, house, permissions, t }: Props) {
  const shown = PLACES.filter((place) => permissions.includes(place.needs) && !(house && "customer" in place))
  return <ul className="grid gap-1.5 text-sm">{shown.map(({ key, href, ...place }) => <li key={key}><Link href={"page" in place ? `${href}/${accountId}` : `${href}?account=${accountId}`}>{t(`links.${key}`)}</Link></li>)}</ul>
}
