import { getLocale, getTimeZone } from "next-intl/server"
import { formatsFor, type Formats } from "./formats.ts"

/** The reader's formats, on the server. */
export async function getFormats(): Promise<Formats> {
  return formatsFor(await getLocale(), await getTimeZone())
}
