import { cn } from "../cn.ts"

export type AvatarProps = { name: string; src?: string | undefined; size?: "sm" | "md" | "lg" | undefined; square?: boolean | undefined; className?: string | undefined }

const sizes = { sm: "size-5 text-[0.625rem]", md: "size-7 text-xs", lg: "size-10 text-base" }

/** A person, or with `square` a company. The name stands beside it, so the picture itself is silent. */
export function Avatar({ name, src, size = "md", square, className }: AvatarProps) {
  const shape = cn("inline-grid shrink-0 place-items-center overflow-hidden bg-accent-soft font-semibold text-accent-text select-none", square ? "rounded-sm" : "rounded-full", sizes[size], className)
  if (src) return <img src={src} alt="" className={cn(shape, "object-cover")} />
  return <span aria-hidden className={shape}>{initials(name)}</span>
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return picked.map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase()
}
