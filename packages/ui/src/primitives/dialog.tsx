"use client"
import { X } from "lucide-react"
import { AlertDialog as RadixAlert, Dialog as RadixDialog } from "radix-ui"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Button } from "./button.tsx"

type Openable = {
  /** The control that opens it. Leave it out and hold `open` yourself. */
  trigger?: ReactNode
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
}

const openness = ({ open, onOpenChange }: Openable) => ({ ...(open !== undefined && { open }), ...(onOpenChange && { onOpenChange }) })
const overlay = "fixed inset-0 z-50 bg-overlay"
const panel = "z-50 flex max-h-[calc(100dvh-2rem)] flex-col bg-surface-raised text-text shadow-floating focus:outline-none"
const centred = "animate-in fixed inset-x-0 bottom-0 w-full rounded-t-xl border sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-xl"
const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-3xl", xl: "sm:max-w-5xl" }

export type DialogProps = Openable & {
  title: ReactNode
  description?: ReactNode
  /** Buttons at the end. */
  footer?: ReactNode
  size?: keyof typeof widths | undefined
  labels: { close: string }
  children?: ReactNode
}

/** Asks or shows one thing. On a phone it rises from below, in reach of the thumb. */
export function Dialog({ trigger, title, description, footer, size = "md", labels, children, ...open }: DialogProps) {
  return (
    <RadixDialog.Root {...openness(open)}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlay} />
        <RadixDialog.Content className={cn(panel, centred, widths[size])} {...(!description && { "aria-describedby": undefined })}>
          <PanelParts {...{ title, description, footer, labels }}>{children}</PanelParts>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

export type SheetProps = Omit<DialogProps, "size"> & { side?: "right" | "left" | "bottom" | undefined; size?: "sm" | "md" | "lg" | undefined }

const sides = {
  right: "animate-sheet fixed inset-y-0 right-0 h-dvh max-h-dvh w-full border-l",
  left: "animate-in fixed inset-y-0 left-0 h-dvh max-h-dvh w-full border-r",
  bottom: "animate-in fixed inset-x-0 bottom-0 w-full rounded-t-xl border",
}

/** A panel at the side for the detail of a row, without losing the list. */
export function Sheet({ trigger, title, description, footer, side = "right", size = "md", labels, children, ...open }: SheetProps) {
  return (
    <RadixDialog.Root {...openness(open)}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlay} />
        <RadixDialog.Content className={cn(panel, sides[side], side !== "bottom" && { sm: "sm:max-w-xs", md: "sm:max-w-md", lg: "sm:max-w-2xl" }[size])} {...(!description && { "aria-describedby": undefined })}>
          <PanelParts {...{ title, description, footer, labels }}>{children}</PanelParts>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

function PanelParts({ title, description, footer, labels, children }: Pick<DialogProps, "title" | "description" | "footer" | "labels" | "children">) {
  return (
    <>
      <div className="flex items-start gap-3 border-b px-4 py-3">
        <div className="min-w-0 flex-1">
          <RadixDialog.Title className="text-lg font-semibold">{title}</RadixDialog.Title>
          {description && <RadixDialog.Description className="mt-0.5 text-sm text-muted">{description}</RadixDialog.Description>}
        </div>
        <RadixDialog.Close aria-label={labels.close} className="touch-target -me-1 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-surface-sunken hover:text-text">
          <X aria-hidden className="size-4" />
        </RadixDialog.Close>
      </div>
      {/* A scrolling region that holds no control must itself be in reach of the keyboard. */}
      <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
      {footer && <div className="flex flex-col-reverse gap-2 border-t bg-surface px-4 py-3 sm:rounded-b-[inherit] pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">{footer}</div>}
    </>
  )
}

/** Closes the dialog or sheet around it. Give it one button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <RadixDialog.Close asChild>{children}</RadixDialog.Close>
}

export type ConfirmDialogProps = Openable & {
  title: ReactNode
  /** What will happen, in full: a person decides by this sentence. */
  description: ReactNode
  confirmLabel: string
  cancelLabel: string
  tone?: "default" | "danger" | undefined
  loading?: boolean | undefined
  disabledReason?: string | undefined
  /** May be async; the dialog is closed by whoever holds `open`, or at once where nobody does. */
  onConfirm: () => void
  /** More to read or fill in, such as a reason. */
  children?: ReactNode
}

export function ConfirmDialog({ trigger, title, description, confirmLabel, cancelLabel, tone = "default", loading, disabledReason, onConfirm, children, ...open }: ConfirmDialogProps) {
  const confirm = <Button variant={tone === "danger" ? "danger" : "primary"} loading={loading} disabledReason={disabledReason} onClick={onConfirm}>{confirmLabel}</Button>
  return (
    <RadixAlert.Root {...openness(open)}>
      {trigger && <RadixAlert.Trigger asChild>{trigger}</RadixAlert.Trigger>}
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={overlay} />
        <RadixAlert.Content className={cn(panel, centred, widths.sm, "p-4")}>
          <RadixAlert.Title className="text-lg font-semibold">{title}</RadixAlert.Title>
          <RadixAlert.Description className="mt-1 text-sm text-muted">{description}</RadixAlert.Description>
          {children && <div className="mt-3 min-h-0 overflow-y-auto">{children}</div>}
          <div className="mt-4 flex flex-col-reverse gap-2 pb-[env(safe-area-inset-bottom)] sm:flex-row sm:justify-end">
            <RadixAlert.Cancel asChild><Button>{cancelLabel}</Button></RadixAlert.Cancel>
            {open.open === undefined && !disabledReason ? <RadixAlert.Action asChild>{confirm}</RadixAlert.Action> : confirm}
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  )
}
