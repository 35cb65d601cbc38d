import { cn } from "../cn.ts"

/** Only for what the server does not know yet. With a label it is announced; without, it decorates a busy control. */
export function Spinner({ label, className }: { label?: string | undefined; className?: string | undefined }) {
  return (
    <span className={cn("inline-flex items-center gap-2", className)} {...(label && { role: "status" })}>
      <svg viewBox="0 0 16 16" aria-hidden className="size-4 animate-spin text-current">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="2" />
        <path d="M14 8a6 6 0 0 0-6-6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      {label && <span>{label}</span>}
    </span>
  )
}
