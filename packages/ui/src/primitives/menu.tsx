"use client"
import { Check } from "lucide-react"
import { DropdownMenu as RadixMenu, Popover as RadixPopover } from "radix-ui"
import { Fragment, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "./link.tsx"

export type MenuItem = {
  label: ReactNode
  icon?: ReactNode
  /** Leads somewhere; otherwise `onSelect` does something. */
  href?: string | undefined
  onSelect?: (() => void) | undefined
  tone?: "default" | "danger" | undefined
  /** Shown under the label; the item stays in reach and does nothing. */
  disabledReason?: string | undefined
  checked?: boolean | undefined
  hotkey?: string | undefined
}

export type MenuGroup = { label?: ReactNode; items: readonly MenuItem[] }

export type DropdownMenuProps = { trigger: ReactNode; groups: readonly MenuGroup[]; align?: "start" | "end" | undefined; header?: ReactNode }

const floating = "animate-in z-50 rounded-lg border bg-surface-raised text-text shadow-floating"

export function DropdownMenu({ trigger, groups, align = "end", header }: DropdownMenuProps) {
  return (
    // Not modal: the page behind stays readable and scrollable, and is not hidden from assistive technology.
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content align={align} sideOffset={4} collisionPadding={8} className={cn(floating, "max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto p-1")}>
          {header && <div className="border-b px-2 pt-1 pb-2 mb-1 text-sm">{header}</div>}
          {groups.map((group, at) => (
            <Fragment key={at}>
              {at > 0 && <RadixMenu.Separator className="-mx-1 my-1 h-px bg-border" />}
              <RadixMenu.Group>
                {group.label && <RadixMenu.Label className="px-2 py-1 text-xs font-medium text-muted">{group.label}</RadixMenu.Label>}
                {group.items.map((item, index) => <Item key={index} item={item} />)}
              </RadixMenu.Group>
            </Fragment>
          ))}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  )
}

function Item({ item }: { item: MenuItem }) {
  const off = Boolean(item.disabledReason)
  const look = cn(
    "touch-target flex w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-highlighted:bg-surface-sunken data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-focus [&_svg]:size-4 [&_svg]:shrink-0",
    item.tone === "danger" && "text-danger", off && "cursor-not-allowed text-muted")
  const body = (
    <>
      {item.icon && <span aria-hidden className="text-muted">{item.icon}</span>}
      <span className="min-w-0 flex-1">
        {item.label}
        {off && <span className="block text-xs text-muted">{item.disabledReason}</span>}
      </span>
      {item.checked && <Check aria-hidden />}
      {item.hotkey && <kbd aria-hidden className="font-sans text-xs text-muted">{item.hotkey}</kbd>}
    </>
  )
  const choose = (event: Event) => (off ? event.preventDefault() : item.onSelect?.())
  if (item.checked !== undefined) {
    return <RadixMenu.CheckboxItem checked={item.checked} onSelect={choose} aria-disabled={off || undefined} className={look}>{body}</RadixMenu.CheckboxItem>
  }
  if (item.href && !off) {
    return <RadixMenu.Item asChild onSelect={choose}><Link href={item.href} tone="bare" className={look}>{body}</Link></RadixMenu.Item>
  }
  return <RadixMenu.Item onSelect={choose} aria-disabled={off || undefined} className={look}>{body}</RadixMenu.Item>
}

export type PopoverProps = {
  trigger: ReactNode
  children: ReactNode
  /** Names the panel for screen readers. */
  label: string
  align?: "start" | "center" | "end" | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  className?: string | undefined
}

export function Popover({ trigger, children, label, align = "start", open, onOpenChange, className }: PopoverProps) {
  return (
    <RadixPopover.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content aria-label={label} align={align} sideOffset={4} collisionPadding={8} className={cn(floating, "max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1rem)] overflow-y-auto p-3 text-sm", className)}>
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}
