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

export type Act<Output, Input> = {
  /** Resolves with the answer, or with nothing where it was refused; `refused` then says why. */
  run: (input: Input) => Promise<Output | undefined>
  pending: boolean
  /** In words, until the next attempt. */
  refused: string | undefined
  error: unknown
  reset: () => void
}

/** One command of a page: runs it, says that it is done, draws the page anew, or keeps the refusal in words. */
// oxlint-disable-next-line typescript/no-explicit-any -- every procedure has an error type of its own
export function useAct<Output, Input, Context>(options: UseMutationOptions<Output, any, Input, Context>, after: After<Output, Input> = {}): Act<Output, Input> {
  const router = useRouter()
  const refused = useRefused()
  const [drawing, start] = useTransition()
  const { mutateAsync, isPending, error, reset } = useMutation(options)
  const run = async (input: Input): Promise<Output | undefined> => {
    let output: Output
    try {
      output = await mutateAsync(input)
    } catch {
      return undefined // kept in `refused`
    }
    const text = typeof after.done === "function" ? after.done(output, input) : after.done
    if (text) toast.success(text)
    after.onDone?.(output, input)
    if (after.refresh !== false) start(() => router.refresh())
    return output
  }
  return { run, pending: isPending || drawing, refused: error ? refused(error) : undefined, error, reset }
}
