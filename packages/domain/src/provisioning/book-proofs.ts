import { scopedInsert, type Work } from "@entrepot/db"

/** How the books of a network were proven: sets of books, and which kind of error kept some from it. */
export type NetworkProof = { readonly tookMillis: number; readonly books: number; readonly differing: number; readonly failed: number; readonly error: string }

/** Keeps it for whoever operates the platform: numbers, never what the books say. In the network's scope; one row a night. */
export async function keepNetworkProof(work: Work, { tookMillis, books, differing, failed, error }: NetworkProof): Promise<void> {
  await scopedInsert(work, "provisioning.book_proof", { tried_at: work.now.toString(), took_ms: Math.round(tookMillis), books, differing, failed, error }).execute()
}
