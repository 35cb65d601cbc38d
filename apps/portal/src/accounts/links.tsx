import { Link } from "@entrepot/ui"

type Props = { accountId: string; house: boolean; permissions: readonly string[]; t: (key: string) => string }

const PLACES = [
  { key: "orders", needs: "order.view", href: "/orders?account=" }, { key: "subscriptions", needs: "subscription.view", href: "/subscriptions?account=" }, { key: "invoices", needs: "invoice.view", href: "/invoices?account=", customer: true },
  { key: "creditNotes", needs: "invoice.view", href: "/credit-notes?account=", customer: true }, { key: "statement", needs: "invoice.view", href: "/statement?account=", customer: true }, { key: "dunning", needs: "dunning.manage", href: "/dunning/", customer: true },
  { key: "receivables", needs: "payment.record", href: "/receivables/", customer: true },
] as const

/** Where everything of this account is; a house account is not invoiced. */
export function AccountLinks({ accountId, house, permissions, t }: Props) {
  const shown = PLACES.filter((place) => permissions.includes(place.needs) && !(house && "customer" in place))
  return <ul className="grid gap-1.5 text-sm">{shown.map(({ key, href }) => <li key={key}><Link href={`${href}${accountId}`}>{t(`links.${key}`)}</Link></li>)}</ul>
}
