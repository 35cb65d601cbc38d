"use client"
import { useState } from "react"
import { ConfirmDialog, type ConfirmDialogProps } from "../primitives/dialog.tsx"
import { Alert } from "../primitives/feedback.tsx"
import { Field } from "../primitives/field.tsx"
import { Textarea } from "../primitives/input.tsx"

export type ReasonDialogProps = Omit<ConfirmDialogProps, "onConfirm" | "children"> & {
  /** The field's name in the document: one of its own where a page holds several of these. */
  name: string
  labels: { reason: string; hint?: string | undefined; missing: string }
  maxLength?: number
  /** What the server answered to the last attempt, in words. */
  refused: string | undefined
  /** Called with the reason once there is one; never with an empty text. */
  onConfirm: (reason: string) => void
}

/** Confirms what is kept together with a reason: it cannot be confirmed without one. */
export function ReasonDialog({ name, labels, maxLength = 1000, refused, onConfirm, ...dialog }: ReasonDialogProps) {
  const [reason, setReason] = useState("")
  const [asked, setAsked] = useState(false)
  const given = reason.trim()
  const confirm = () => {
    setAsked(true)
    if (given) onConfirm(given)
  }
  return (
    <ConfirmDialog {...dialog} onConfirm={confirm}>
      <Field label={labels.reason} hint={labels.hint} name={name} required error={asked && !given ? labels.missing : undefined}>
        <Textarea value={reason} maxLength={maxLength} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
      {refused && <Alert tone="danger" live>{refused}</Alert>}
    </ConfirmDialog>
  )
}
