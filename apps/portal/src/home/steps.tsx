import { CheckCheck, PackageSearch, Receipt, Repeat, ShoppingCart, SquarePen, Users } from "lucide-react"
import { Link } from "@entrepot/ui"

const STEPS = [
  { key: "pad", href: "/pad", icon: SquarePen, needs: "order.place" },
  { key: "catalogue", href: "/catalogue", icon: PackageSearch, needs: undefined },
  { key: "cart", href: "/cart", icon: ShoppingCart, needs: "order.place" },
  { key: "subscriptions", href: "/subscriptions", icon: Repeat, needs: "subscription.view" },
  { key: "approvals", href: "/approvals", icon: CheckCheck, needs: "order.approve" },
  { key: "orders", href: "/orders", icon: Receipt, needs: "order.view" },
  { key: "team", href: "/team", icon: Users, needs: "team.manage" },
] as const

/** The first steps that this person can take. */
export function Steps({ permissions, t }: { permissions: readonly string[]; t: (key: string) => string }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {STEPS.filter(({ needs }) => !needs || permissions.includes(needs)).map(({ key, href, icon: Icon }) => (
        <li key={key}>
          <Link href={href} tone="bare" className="flex h-full gap-3 rounded-lg border bg-surface p-4 shadow-raised hover:border-border-strong">
            <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent"><Icon className="size-4.5" /></span>
            <span className="grid content-start gap-0.5"><span className="font-semibold">{t(`${key}.title`)}</span><span className="text-sm text-muted">{t(`${key}.text`)}</span></span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
