"use client"
import { Tabs as Radix } from "radix-ui"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "./link.tsx"
import { useSurroundings } from "./ui-provider.tsx"

const list = "flex gap-4 overflow-x-auto border-b [scrollbar-width:none]"
const tab = "touch-target -mb-px inline-flex shrink-0 items-center gap-1.5 border-b-2 border-transparent px-0.5 py-2 text-sm font-medium text-muted hover:text-text focus-visible:-outline-offset-2"

export type TabsProps = {
  label: string
  tabs: readonly { value: string; label: ReactNode; count?: ReactNode; content: ReactNode }[]
  value?: string | undefined
  defaultValue?: string | undefined
  onValueChange?: ((value: string) => void) | undefined
  className?: string | undefined
}

/** Sheets of one page. Places with an address of their own are LinkTabs. */
export function Tabs({ label, tabs, value, defaultValue, onValueChange, className }: TabsProps) {
  return (
    <Radix.Root className={className} {...(value === undefined ? { defaultValue: defaultValue ?? tabs[0]?.value ?? "" } : { value })} {...(onValueChange && { onValueChange })}>
      <Radix.List aria-label={label} className={list}>
        {tabs.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={cn(tab, "data-[state=active]:border-accent data-[state=active]:text-text")}>
            {item.label}
            <Count>{item.count}</Count>
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((item) => <Radix.Content key={item.value} value={item.value} className="pt-4">{item.content}</Radix.Content>)}
    </Radix.Root>
  )
}

export type LinkTabsProps = {
  label: string
  tabs: readonly { href: string; label: ReactNode; count?: ReactNode; current?: boolean | undefined }[]
  className?: string | undefined
}

export function LinkTabs({ label, tabs, className }: LinkTabsProps) {
  const { pathname } = useSurroundings()
  return (
    <nav aria-label={label} className={cn(list, className)}>
      {tabs.map(({ href, label: text, count, current = href === pathname }) => (
        <Link key={href} href={href} tone="bare" {...(current && { "aria-current": "page" as const })} className={cn(tab, current && "border-accent text-text")}>
          {text}
          <Count>{count}</Count>
        </Link>
      ))}
    </nav>
  )
}

function Count({ children }: { children?: ReactNode }) {
  if (children === undefined || children === null) return null
  return <span className="rounded-sm bg-surface-sunken px-1 text-xs tabular-nums">{children}</span>
}
