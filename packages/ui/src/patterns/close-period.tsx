"use client"
import { Button } from "../primitives/button.tsx"
import { Dialog } from "../primitives/dialog.tsx"
import { Alert, Skeleton } from "../primitives/feedback.tsx"
import { Checklist, type ChecklistProps } from "./checklist.tsx"

export type ClosePeriodDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  labels: { open: string; title: string; text: string; confirm: string; cancel: string; close: string; checks: string; states: ChecklistProps["labels"] }
  /** The period that is closed next stands out. */
  next: boolean
  /** Nothing while it is asked for. */
  checks: ChecklistProps["items"] | undefined
  /** Why it cannot be closed now, in words. */
  disabledReason: string | undefined
  pending: boolean
  /** Said where the checks could not be asked for, and what the server answered to the last attempt. */
  failed: string | undefined
  refused: string | undefined
  onConfirm: () => void
}

/** Closes a period of the books. What stands in the way is said first, and all at once. */
export function ClosePeriodDialog({ open, onOpenChange, labels, next, checks, disabledReason, pending, failed, refused, onConfirm }: ClosePeriodDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} trigger={<Button size="sm" variant={next ? "primary" : undefined}>{labels.open}</Button>} title={labels.title} description={labels.text} labels={{ close: labels.close }}
      footer={<><Button onClick={() => onOpenChange(false)}>{labels.cancel}</Button><Button variant="primary" loading={pending} disabledReason={disabledReason} onClick={onConfirm}>{labels.confirm}</Button></>}>
      <div className="grid gap-4" aria-busy={!checks && !failed}>
        {checks ? <Checklist label={labels.checks} items={checks} labels={labels.states} /> : failed ? <Alert tone="danger" live>{failed}</Alert> : <Skeleton lines={5} />}
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}
