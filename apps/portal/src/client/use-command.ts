"use client"
import { useMutation, type UseMutationOptions } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { toast } from "@entrepot/ui"
import { useRefusalMessage } from "./use-refusal-message.ts"

export type Command<Output, Input> = {
  /** Resolves with the answer, or with nothing when it was refused; `refused` then says why. */
  readonly run: (input: Input) => Promise<Output | undefined>
  readonly pending: boolean
  readonly refused: string | undefined
  readonly error: unknown
  readonly reset: () => void
}

/** One command of a page: runs it, says that it is done, draws the page anew, or keeps the refusal in words. */
export function useCommand<Output, Input, Failure, Context>(options: UseMutationOptions<Output, Failure, Input, Context>, { done, refresh = true }: { done?: string | ((output: Output) => string) | undefined; refresh?: boolean } = {}): Command<Output, Input> {
  const router = useRouter()
  const message = useRefusalMessage()
  const [drawing, start] = useTransition()
  const mutation = useMutation(options)
  const run = async (input: Input): Promise<Output | undefined> => {
    try {
      const output = await mutation.mutateAsync(input)
      if (done) toast.success(typeof done === "function" ? done(output) : done)
      if (refresh) start(() => router.refresh())
      return output
    } catch {
      return undefined // kept in `refused`
    }
  }
  return { run, pending: mutation.isPending || drawing, refused: mutation.error ? message(mutation.error) : undefined, error: mutation.error, reset: mutation.reset }
}
