"use client"
import { useTranslations } from "next-intl"
import { useActionState, type ReactNode } from "react"
import { Alert, Form, SubmitButton } from "@entrepot/ui"
import { useRefusalMessage } from "../client/use-refusal-message.ts"
import type { DoorState } from "./actions.ts"

/** A form of the door. It works before its script has loaded; the answer keeps what was typed. */
export function DoorForm({ action, submit, done, children }: {
  action: (before: DoorState, form: FormData) => Promise<DoorState>
  submit: string
  /** Shown instead of the form when it was done. */
  done?: ReactNode
  children: (state: DoorState) => ReactNode
}) {
  const [state, act] = useActionState(action, { attempt: 0 })
  const message = useRefusalMessage()
  const t = useTranslations("door")
  if (state.done && done) return <>{done}</>
  return (
    <Form action={act}>
      {state.refusal && <Alert key={state.attempt} tone="danger" live title={t("refused")}>{message(state.refusal)}</Alert>}
      {children(state)}
      <SubmitButton size="lg" block>{submit}</SubmitButton>
    </Form>
  )
}
