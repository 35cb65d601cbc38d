import { sql } from "kysely"
import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorizeSide } from "./authorize-side.ts"
import type { Side } from "./candidates.ts"

export type PriceListStatus = "draft" | "published" | "retired"

export type PriceListHead = {
  readonly listId: string
  readonly side: Side
  readonly kind: "contract" | "list"
  readonly name: string
  readonly currency: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly status: PriceListStatus
  readonly exclusive: boolean
  readonly replacesId: string | null
  readonly version: number
}

const COLUMNS = ["list_id as listId", "side", "kind", "name", "currency", "valid_from as validFrom", "valid_to as validTo", "status", "exclusive", "replaces_id as replacesId", "version"] as const

/** Reads the head of a list that the actor may manage; refuses `pricing.price_list_not_found` for any other. */
export async function getPriceListHead(work: Work, listId: string): Promise<PriceListHead> {
  const head = await scoped(work, "pricing.price_list").select(COLUMNS).where("list_id", "=", listId).executeTakeFirst()
  return managed(work, head as PriceListHead | undefined)
}

/** Locks the list so that two people cannot publish, edit or retire it at once. */
export async function lockPriceList(work: Work, listId: string): Promise<PriceListHead> {
  const head = await scoped(work, "pricing.price_list").select(COLUMNS).where("list_id", "=", listId).forUpdate().executeTakeFirst()
  return managed(work, head as PriceListHead | undefined)
}

/** Locks a list that may still be edited; a published one is revised instead. */
export async function lockDraftList(work: Work, listId: string): Promise<PriceListHead> {
  const head = await lockPriceList(work, listId)
  if (head.status !== "draft") throw new Refusal("pricing.price_list_is_not_a_draft", "rule", { name: head.name, status: head.status })
  return head
}

export async function setListStatus(work: Work, listId: string, status: PriceListStatus): Promise<void> {
  await scopedUpdate(work, "pricing.price_list").set({ status }).where("list_id", "=", listId).execute()
}

/** Each edit of a draft counts up, so that the one on screen can be told from the one that is stored. */
export async function touchList(work: Work, listId: string): Promise<void> {
  await scopedUpdate(work, "pricing.price_list").set({ version: sql`version + 1` }).where("list_id", "=", listId).execute()
}

function managed(work: Work, head: PriceListHead | undefined): PriceListHead {
  if (head) authorizeSide(work, head.side)
  if (!head) {
    authorizeSide(work, "sale")
    throw new Refusal("pricing.price_list_not_found", "not_found")
  }
  return head
}
