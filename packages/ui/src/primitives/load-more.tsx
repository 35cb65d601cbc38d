"use client"
import { useEffect, useState, type ReactNode } from "react"
import { Button } from "./button.tsx"

export type LoadMoreProps = {
  /** Such as "50 of 1,204". */
  summary?: ReactNode
  label: string
  loading?: boolean | undefined
  onLoadMore?: (() => void) | undefined
  /** Loads by itself when it comes into view. */
  auto?: boolean | undefined
}

/** The end of a list of which there is more. Without `onLoadMore` the list is complete. */
export function LoadMore({ summary, label, loading, onLoadMore, auto }: LoadMoreProps) {
  const [mark, setMark] = useState<HTMLDivElement | null>(null)
  useEffect(() => {
    if (!mark || !auto || !onLoadMore || loading) return
    const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && onLoadMore(), { rootMargin: "400px" })
    watch.observe(mark)
    return () => watch.disconnect()
  }, [mark, auto, onLoadMore, loading])
  return (
    <div ref={setMark} className="flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
      <span className="tabular-nums" aria-live="polite">{summary}</span>
      {onLoadMore && <Button size="sm" loading={loading} onClick={onLoadMore}>{label}</Button>}
    </div>
  )
}
