"use client"
import { useId, useState, type ComponentProps, type MouseEvent, type ReactNode } from "react"
import { useFormStatus } from "react-dom"
import { cn } from "../cn.ts"
import { buttonStyle, type ButtonLook } from "./button-style.ts"
import { Link, type LinkProps } from "./link.tsx"
import { Spinner } from "./spinner.tsx"
import { Tooltip } from "./tooltip.tsx"

type Common = ButtonLook & {
  icon?: ReactNode
  /** Why it cannot be used now. The button stays in reach of the keyboard and says so. */
  disabledReason?: string | undefined
}

export type ButtonProps = Omit<ComponentProps<"button">, "disabled"> & Common & {
  iconEnd?: ReactNode
  loading?: boolean | undefined
  disabled?: boolean | undefined
  block?: boolean | undefined
}

export function Button({ variant, size, block, icon, iconEnd, loading, children, className, ...rest }: ButtonProps) {
  return (
    <BareButton {...rest} loading={loading} className={cn(buttonStyle({ variant, size, block }), className)}>
      {loading ? <Spinner /> : icon}
      {children}
      {iconEnd}
    </BareButton>
  )
}

export type IconButtonProps = Omit<ButtonProps, "children" | "icon" | "iconEnd" | "block" | "aria-label"> & {
  /** What it does; read aloud, and shown as a tooltip. */
  label: string
  icon: ReactNode
}

export function IconButton({ label, icon, variant = "ghost", size, loading, className, disabledReason, ...rest }: IconButtonProps) {
  const button = (
    <BareButton {...rest} aria-label={label} loading={loading} disabledReason={disabledReason} className={cn(buttonStyle({ variant, size, square: true }), className)}>
      {loading ? <Spinner /> : icon}
    </BareButton>
  )
  return disabledReason ? button : <Tooltip content={label}>{button}</Tooltip>
}

/** A submit button that shows its own form's server action at work. */
export function SubmitButton({ variant = "primary", loading, ...rest }: ButtonProps) {
  const { pending } = useFormStatus()
  return <Button {...rest} type="submit" variant={variant} loading={loading ?? pending} />
}

export type LinkButtonProps = Omit<LinkProps, "tone"> & Common & { iconEnd?: ReactNode; block?: boolean | undefined }

export function LinkButton({ variant, size, block, icon, iconEnd, disabledReason, children, className, href, ...rest }: LinkButtonProps) {
  if (disabledReason) {
    return <Button {...{ variant, size, block, icon, iconEnd, disabledReason, className }}>{children}</Button>
  }
  return (
    <Link {...rest} href={href} tone="bare" className={cn(buttonStyle({ variant, size, block }), className)}>
      {icon}
      {children}
      {iconEnd}
    </Link>
  )
}

type BareProps = Omit<ButtonProps, keyof ButtonLook | "icon" | "iconEnd" | "block">

/** A disabled button cannot be focused and so cannot explain itself; this one stays in reach and does nothing. */
function BareButton({ disabledReason, loading, disabled, onClick, type = "button", children, ...rest }: BareProps) {
  const reasonId = useId()
  const [told, tell] = useState(false)
  const off = Boolean(disabledReason) || loading === true
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!off) return onClick?.(event)
    event.preventDefault()
    event.stopPropagation()
    if (disabledReason) tell(true)
  }
  // Menus open on these; a button that is off must not pass them on.
  const stopped = off && { onPointerDown: undefined, onKeyDown: undefined }
  const button = (
    // oxlint-disable-next-line react/button-has-type
    <button {...rest} {...stopped} type={type} disabled={disabled} onClick={press}
      {...(off && { "aria-disabled": true })} {...(loading && { "aria-busy": true })}
      aria-describedby={cn(rest["aria-describedby"], disabledReason && reasonId) || undefined}>
      {children}
    </button>
  )
  if (!disabledReason) return button
  return (
    <>
      <Tooltip content={disabledReason} open={told} onOpenChange={tell}>{button}</Tooltip>
      <span id={reasonId} hidden>{disabledReason}</span>
    </>
  )
}
