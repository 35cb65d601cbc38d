"use client"
import { toast } from "@entrepot/ui"
import { useMutation, type UseMutationOptions } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { useRefused } from "./use-refused.ts"

type After<Output, Input> = {
  /** Said when it is done. */
  done?: string | ((output: Output, input: Input) => string)
  onDone?: (output: Output, input: Input) => void
  /** The page is drawn anew unless told otherwise. */
  refresh?: boolean
}

export type Act<Input> = {
  run: (input: Input) => void
  pending: boolean
  /** In words, until the next attempt. */
  refused: string | undefined
  error: unknown
  reset: () => void
}

/** One command of a page: runs it, says that it is done, draws the page anew, or keeps the refusal in words. */
// oxlint-disable-next-line typescript/no-explicit-any -- every procedure has an error type of its own
export function useAct<Output, Input, Context>(options: UseMutationOptions<Output, any, Input, Context>, after: After<Output, Input> = {}): Act<Input> {
  const router = useRouter()
  const refused = useRefused()
  const [drawing, start] = useTransition()
  const { mutate, isPending, error, reset } = useMutation(options)
  const run = (input: Input) => mutate(input, {
    onSuccess: (output) => {
      const text = typeof after.done === "function" ? after.done(output, input) : after.done
      if (text) toast.success(text)
      after.onDone?.(output, input)
      if (after.refresh !== false) start(() => router.refresh())
    },
  })
  return { run, pending: isPending || drawing, refused: error ? refused(error) : undefined, error, reset }
}
