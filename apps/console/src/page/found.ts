import { notFound } from "next/navigation"

type Coded = { code?: string }

/** A question about one thing: what is not there, or behind a wall, becomes the page that says so. */
export async function found<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if ((error as Coded).code === "NOT_FOUND" || (error as Coded).code === "BAD_REQUEST") notFound()
    throw error
  }
}
