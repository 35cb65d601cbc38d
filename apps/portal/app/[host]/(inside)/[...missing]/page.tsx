import { notFound } from "next/navigation"

/** Every address that no page has: the portal's own "not found", inside the shell. */
export default function MissingPage(): never {
  notFound()
}
