import "server-only"
import { refusalOf } from "../server/api.ts"

/** What a link of a mail leads to, or nothing when it is used up, too old, or was never one. */
export async function linkOr<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (refusalOf(error) || (error as { code?: string }).code === "BAD_REQUEST") return undefined
    throw error
  }
}
