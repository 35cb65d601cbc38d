import { redirect } from "next/navigation"

/** Where the mail to an approver leads: the order's own page, where the decision is made. */
export default async function ApprovalPage({ params }: { params: Promise<{ orderId: string }> }) {
  redirect(`/orders/${encodeURIComponent((await params).orderId)}`)
}
