"use client"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "../primitives/link.tsx"
import { Kbd } from "../primitives/text.tsx"
import { useSurroundings } from "../primitives/ui-provider.tsx"

export type NavItem = {
  href: string
  label: string
  icon?: ReactNode
  /** A count of what waits there. */
  badge?: ReactNode
  /** Such as `g o`. */
  hotkey?: string | undefined
  /** Belongs into the bar at the bottom of a phone; four at most. */
  bottom?: boolean | undefined
}

export type NavGroup = { label?: string | undefined; items: readonly NavItem[] }

/** The item whose address leads furthest towards where we are. */
export function currentHref(items: readonly NavItem[], pathname: string | undefined): string | undefined {
  if (pathname === undefined) return undefined
  const matches = items.filter(({ href }) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
  return matches.toSorted((a, b) => b.href.length - a.href.length)[0]?.href
}

export function NavList({ groups, onGo }: { groups: readonly NavGroup[]; onGo?: (() => void) | undefined }) {
  const { pathname } = useSurroundings()
  const current = currentHref(groups.flatMap((group) => group.items), pathname)
  return groups.map((group, at) => (
    <div key={group.label ?? at} className={cn(at > 0 && "mt-4")}>
      {group.label && <p className="px-2 pb-1 text-xs font-medium text-muted">{group.label}</p>}
      <ul className="grid gap-px">
        {group.items.map((item) => (
          <li key={item.href}>
            <Link href={item.href} tone="bare" onClick={onGo} {...(item.href === current && { "aria-current": "page" as const })}
              className="group touch-target flex h-8 items-center gap-2 rounded-md px-2 text-sm text-muted hover:bg-surface-sunken hover:text-text aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text [&_svg]:size-4 [&_svg]:shrink-0">
              {item.icon}
              <span className="min-w-0 flex-1 truncate">{item.label}</span>
              {item.hotkey && <Kbd className="hidden group-hover:inline coarse:!hidden">{item.hotkey}</Kbd>}
              {item.badge !== undefined && <span className="rounded-sm bg-surface-sunken px-1.5 text-xs font-medium text-text tabular-nums">{item.badge}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ))
}
