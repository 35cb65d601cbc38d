import "server-only"
import { cache } from "react"
import { formatsFor } from "../format.ts"
import { theLocale, theTenant } from "./request.ts"

export const formats = cache(async () => formatsFor(await theLocale(), (await theTenant()).zone))
