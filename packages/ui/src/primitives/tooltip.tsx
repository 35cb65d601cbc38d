"use client"
import { Tooltip as Radix } from "radix-ui"
import type { ReactNode } from "react"

export type TooltipProps = {
  content: ReactNode
  /** One focusable element. */
  children: ReactNode
  side?: "top" | "right" | "bottom" | "left" | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
}

/** A word on a control. Never the only place where something is said: a finger has no hover. */
export function Tooltip({ content, children, side = "top", open, onOpenChange }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content side={side} sideOffset={6} collisionPadding={8} className="animate-in z-60 max-w-72 rounded-sm bg-text px-2 py-1 text-xs text-canvas shadow-floating">
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
