"use client"
import { Command } from "cmdk"
import { Search } from "lucide-react"
import { Dialog } from "radix-ui"
import { useState, type ReactNode } from "react"
import { useHotkeys } from "./hotkeys.ts"
import { Kbd } from "./text.tsx"
import { useNavigate } from "./ui-provider.tsx"

export type CommandItem = {
  id: string
  label: string
  icon?: ReactNode
  detail?: ReactNode
  /** More words that find it. */
  keywords?: readonly string[] | undefined
  hotkey?: string | undefined
  href?: string | undefined
  onSelect?: (() => void) | undefined
}

export type CommandGroup = { label: string; items: readonly CommandItem[] }

export type CommandPaletteProps = {
  groups: readonly CommandGroup[]
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  /** Told as one types, to search on the server; set `filter={false}` and put the answers into `groups`. */
  onQueryChange?: ((text: string) => void) | undefined
  filter?: boolean | undefined
  loading?: boolean | undefined
  labels: { title: string; placeholder: string; empty: string; loading: string }
}

/** ⌘K: everything there is to do and every place to go, by name. */
export function CommandPalette({ groups, open, onOpenChange, onQueryChange, filter = true, loading, labels }: CommandPaletteProps) {
  const [own, setOwn] = useState(false)
  const shown = open ?? own
  const show = (next: boolean) => { setOwn(next); onOpenChange?.(next); if (!next) onQueryChange?.("") }
  const navigate = useNavigate()
  useHotkeys({ "mod+k": () => show(!shown) })
  const run = (item: CommandItem) => {
    show(false)
    item.onSelect?.()
    if (item.href) navigate(item.href)
  }
  return (
    <Dialog.Root open={shown} onOpenChange={show}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-overlay" />
        <Dialog.Content aria-describedby={undefined} className="animate-in fixed inset-x-2 top-2 z-50 mx-auto max-w-xl overflow-hidden rounded-xl border bg-surface-raised text-text shadow-floating sm:top-[14vh]">
          <Dialog.Title className="sr-only">{labels.title}</Dialog.Title>
          <Command label={labels.title} shouldFilter={filter} loop>
            <div className="flex items-center gap-2 border-b px-3">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Command.Input placeholder={labels.placeholder} {...(onQueryChange && { onValueChange: onQueryChange })} className="bare-field h-11 flex-1 text-base" />
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1">
              {loading ? <Command.Loading><p className="px-2 py-3 text-sm text-muted">{labels.loading}</p></Command.Loading> : <Command.Empty className="px-2 py-3 text-sm text-muted">{labels.empty}</Command.Empty>}
              {groups.filter((group) => group.items.length > 0).map((group) => (
                <Command.Group key={group.label} heading={group.label} className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted">
                  {group.items.map((item) => (
                    <Command.Item key={item.id} value={`${item.label} ${item.id}`} keywords={[...(item.keywords ?? [])]} onSelect={() => run(item)}
                      className="touch-target flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-sm data-[selected=true]:bg-accent-soft [&_svg]:size-4 [&_svg]:text-muted">
                      {item.icon}
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.detail && <span className="text-muted">{item.detail}</span>}
                      {item.hotkey && <Kbd>{item.hotkey}</Kbd>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
