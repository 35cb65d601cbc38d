import { Building2, CheckCheck, CreditCard, FileMinus, FileText, HandCoins, Handshake, House, Landmark, PackageSearch, Receipt, Repeat, ScrollText, Settings, ShoppingCart, SquarePen, SwatchBook, TrendingUp, Users, Wallet } from "lucide-react"
import type { NavGroup, NavItem } from "@entrepot/ui"
import type { PortalPermission } from "@entrepot/domain/tenancy/contract"

type Place = { href: string; label: string; icon: typeof House; hotkey: string; needs?: readonly PortalPermission[]; bottom?: boolean; group: "buy" | "money" | "company" }

/** Where one can go; who lacks every right that a place needs does not see it. */
const PLACES: readonly Place[] = [
  { href: "/", label: "home", icon: House, hotkey: "g h", bottom: true, group: "buy" },
  { href: "/catalogue", label: "catalogue", icon: PackageSearch, hotkey: "g c", bottom: true, group: "buy" },
  { href: "/pad", label: "pad", icon: SquarePen, hotkey: "g p", needs: ["order.place"], group: "buy" },
  { href: "/cart", label: "cart", icon: ShoppingCart, hotkey: "g k", needs: ["order.place"], bottom: true, group: "buy" },
  { href: "/orders", label: "orders", icon: Receipt, hotkey: "g o", needs: ["order.view"], bottom: true, group: "buy" },
  { href: "/subscriptions", label: "subscriptions", icon: Repeat, hotkey: "g r", needs: ["subscription.view"], group: "buy" },
  { href: "/approvals", label: "approvals", icon: CheckCheck, hotkey: "g a", needs: ["order.approve", "credit_note.approve", "policy.manage"], group: "buy" },
  { href: "/invoices", label: "invoices", icon: FileText, hotkey: "g i", needs: ["invoice.view"], group: "money" },
  { href: "/receivables", label: "receivables", icon: Wallet, hotkey: "g v", needs: ["payment.record"], group: "money" },
  { href: "/credit-notes", label: "creditNotes", icon: FileMinus, hotkey: "g n", needs: ["invoice.view", "credit_note.approve"], group: "money" },
  { href: "/statement", label: "statement", icon: ScrollText, hotkey: "g m", needs: ["invoice.view"], group: "money" },
  { href: "/payment-methods", label: "methods", icon: CreditCard, hotkey: "g y", needs: ["invoice.pay"], group: "money" },
  { href: "/dunning", label: "dunning", icon: HandCoins, hotkey: "g d", needs: ["dunning.manage"], group: "money" },
  { href: "/settlement", label: "settlement", icon: Handshake, hotkey: "g w", needs: ["settlement.view"], group: "money" },
  { href: "/books", label: "books", icon: Landmark, hotkey: "g b", needs: ["books.view"], group: "money" },
  { href: "/accounts", label: "accounts", icon: Building2, hotkey: "g u", needs: ["account.manage", "credit.manage"], group: "company" },
  { href: "/plans", label: "plans", icon: SwatchBook, hotkey: "g l", needs: ["plan.manage"], group: "company" },
  { href: "/indices", label: "indices", icon: TrendingUp, hotkey: "g x", needs: ["price.manage"], group: "company" },
  { href: "/team", label: "team", icon: Users, hotkey: "g t", needs: ["team.view"], group: "company" },
  { href: "/settings", label: "settings", icon: Settings, hotkey: "g s", group: "company" },
]

export function navigationFor(permissions: readonly string[], label: (key: string) => string): NavGroup[] {
  const shown = PLACES.filter(({ needs }) => !needs || needs.some((permission) => permissions.includes(permission)))
  const item = ({ href, label: key, icon: Icon, hotkey, bottom }: Place): NavItem => ({ href, label: label(`nav.${key}`), icon: <Icon aria-hidden />, hotkey, ...(bottom && { bottom }) })
  const groups: NavGroup[] = [
    { items: shown.filter(({ group }) => group === "buy").map(item) },
    { label: label("nav.money"), items: shown.filter(({ group }) => group === "money").map(item) },
    { label: label("nav.company"), items: shown.filter(({ group }) => group === "company").map(item) },
  ]
  return groups.filter(({ items }) => items.length > 0)
}
