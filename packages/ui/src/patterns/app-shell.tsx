"use client"
import { Menu } from "lucide-react"
import { useState, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { Sheet } from "../primitives/dialog.tsx"
import { focusSearch, useHotkeys } from "../primitives/hotkeys.ts"
import { Link } from "../primitives/link.tsx"
import { useNavigate, useSurroundings } from "../primitives/ui-provider.tsx"
import { NavList, currentHref, type NavGroup } from "./nav-list.tsx"

export type ShellBrand = { name: string; logo?: string | undefined; mark?: string | undefined; homeHref: string }

export type AppShellProps = {
  brand: ShellBrand
  nav: readonly NavGroup[]
  /** A SearchInput. `/` brings the focus to it. */
  search?: ReactNode
  /** Cart, notifications, ThemeToggle. */
  actions?: ReactNode
  /** A DropdownMenu with the person in it. */
  account?: ReactNode
  /** Above everything: impersonation, an outage. */
  banner?: ReactNode
  footer?: ReactNode
  labels: { skip: string; nav: string; more: string; close: string }
  children: ReactNode
}

/**
 * The frame around every page: brand, places, search, account. The side bar gives way to a bar under the thumb
 * below 768 px, which shows the items marked `bottom` (or the first four) and opens the rest.
 */
export function AppShell({ brand, nav, search, actions, account, banner, footer, labels, children }: AppShellProps) {
  const navigate = useNavigate()
  const goTos = nav.flatMap((group) => group.items).filter((item) => item.hotkey)
  useHotkeys({
    "/": focusSearch,
    ...Object.fromEntries(goTos.map((item) => [item.hotkey, () => navigate(item.href)])),
  })
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="sr-only z-60 rounded-md bg-accent px-3 py-2 font-medium text-accent-contrast focus:not-sr-only focus:fixed focus:top-2 focus:left-2">{labels.skip}</a>
      {banner && <div data-chrome>{banner}</div>}
      <div className="flex min-w-0 flex-1">
        <aside data-chrome className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-surface md:flex">
          <div className="flex h-12 shrink-0 items-center border-b px-4"><BrandLink brand={brand} /></div>
          <nav aria-label={labels.nav} className="min-h-0 flex-1 overflow-y-auto p-2"><NavList groups={nav} /></nav>
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <header data-chrome className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b bg-surface px-3 md:px-6">
            <div className="min-w-0 md:hidden"><BrandLink brand={brand} compact={Boolean(search)} /></div>
            <div className="min-w-0 flex-1 md:max-w-md">{search}</div>
            <div className="ms-auto flex shrink-0 items-center gap-1">{actions}{account}</div>
          </header>
          <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-3 py-4 md:px-6 md:py-5">{children}</main>
          {footer && <footer data-chrome className="border-t px-3 py-4 text-sm text-muted md:px-6">{footer}</footer>}
          {/* Keeps the page's end above the bar below. */}
          <div aria-hidden className="h-[calc(3.5rem+env(safe-area-inset-bottom))] shrink-0 md:hidden print:hidden" />
        </div>
      </div>
      <BottomBar nav={nav} labels={labels} brand={brand} />
    </div>
  )
}

function BrandLink({ brand, compact = false }: { brand: ShellBrand; compact?: boolean }) {
  return (
    <Link href={brand.homeHref} tone="bare" aria-label={brand.name} className="touch-target inline-flex max-w-full min-w-0 items-center gap-2 font-semibold">
      {brand.logo && <img src={brand.logo} alt="" className={cn("h-7 max-w-40 object-contain object-left", compact && brand.mark && "max-md:hidden")} />}
      {brand.mark && (!brand.logo || compact) && <img src={brand.mark} alt="" className={cn("size-7 shrink-0 object-contain", brand.logo && "md:hidden")} />}
      {!brand.logo && <span className={cn("truncate", compact && brand.mark && "max-md:hidden")}>{brand.name}</span>}
    </Link>
  )
}

function BottomBar({ nav, labels, brand }: Pick<AppShellProps, "nav" | "labels" | "brand">) {
  const [open, setOpen] = useState(false)
  const { pathname } = useSurroundings()
  const all = nav.flatMap((group) => group.items)
  const marked = all.filter((item) => item.bottom)
  const shown = (marked.length > 0 ? marked : all).slice(0, 4)
  const current = currentHref(all, pathname)
  const rest = all.length > shown.length
  const look = "relative flex min-w-0 flex-auto flex-col items-center justify-center gap-0.5 px-1 text-xs text-muted aria-[current]:font-medium aria-[current]:text-accent-text [&_svg]:size-5"
  return (
    <nav data-chrome aria-label={labels.nav} className="fixed inset-x-0 bottom-0 z-30 flex h-[calc(3.5rem+env(safe-area-inset-bottom))] border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden">
      {shown.map((item) => (
        <Link key={item.href} href={item.href} tone="bare" className={look} {...(item.href === current && { "aria-current": "page" as const })}>
          {item.icon}
          <span className="max-w-full truncate">{item.label}</span>
          {item.badge !== undefined && <span className="absolute top-1 left-1/2 ms-1.5 rounded-full bg-accent px-1 text-[0.625rem] leading-4 font-semibold text-accent-contrast tabular-nums">{item.badge}</span>}
        </Link>
      ))}
      {rest && (
        <Sheet side="bottom" open={open} onOpenChange={setOpen} title={brand.name} labels={{ close: labels.close }}
          trigger={<button type="button" className={look}><Menu aria-hidden /><span className="max-w-full truncate">{labels.more}</span></button>}>
          <nav aria-label={labels.nav}><NavList groups={nav} onGo={() => setOpen(false)} /></nav>
        </Sheet>
      )}
    </nav>
  )
}
