"use client"
import { Toaster as Sonner, toast } from "sonner"

export { toast }

/** Mount once. A toast confirms or offers an undo; what must not be missed belongs into the page. */
export function Toaster({ label }: { label: string }) {
  return (
    <Sonner position="bottom-right" containerAriaLabel={label} duration={6000} gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-full items-center gap-3 rounded-lg border bg-surface-raised px-3 py-2.5 font-sans text-sm text-text shadow-floating",
          content: "min-w-0 flex-1", title: "font-medium", description: "text-muted",
          success: "[&_[data-icon]]:text-success", error: "[&_[data-icon]]:text-danger", warning: "[&_[data-icon]]:text-warning", info: "[&_[data-icon]]:text-info",
          actionButton: "touch-target shrink-0 rounded-md border border-border-strong px-2 py-1 font-medium hover:bg-surface-sunken",
          cancelButton: "touch-target shrink-0 rounded-md px-2 py-1 text-muted hover:bg-surface-sunken",
        },
      }} />
  )
}
