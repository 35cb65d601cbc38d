"use client"
import type { ComponentProps } from "react"
import { cn } from "../cn.ts"
import { useSurroundings } from "./ui-provider.tsx"

export type LinkProps = Omit<ComponentProps<"a">, "href"> & {
  href: string
  /** `quiet` shows no underline until it is pointed at: for dense tables. `bare` brings no look at all. */
  tone?: "default" | "quiet" | "bare" | undefined
}

const looks = {
  default: "text-accent-text underline underline-offset-2 decoration-1 hover:decoration-2",
  quiet: "font-medium text-text hover:text-accent-text hover:underline underline-offset-2",
  bare: "",
}

export function Link({ href, tone = "default", className, ...rest }: LinkProps) {
  const { link } = useSurroundings()
  const outside = /^[a-z][a-z0-9+.-]*:|^\/\/|^#/i.test(href) || rest.download !== undefined || rest.target === "_blank"
  const Anchor = (link && !outside ? link : "a") as "a"
  return <Anchor {...rest} href={href} className={cn(looks[tone], className)} {...(rest.target === "_blank" && { rel: "noopener noreferrer" })} />
}
