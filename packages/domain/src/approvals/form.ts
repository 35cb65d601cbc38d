import { z } from "zod"

/** A plain decimal without sign, as a person types it into a form. */
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
const currency = z.string().regex(/^[A-Z]{3}$/)
const country = z.string().regex(/^[A-Z]{2}$/)
const texts = z.array(z.string().trim().min(1).max(120)).min(1).max(50)

/** What a person who writes no CEL can ask. An amount names its currency on purpose: 1,000 of what? */
const PolicyTest = z.discriminatedUnion("fact", [
  z.object({ fact: z.literal("always") }),
  z.object({ fact: z.literal("total"), is: z.literal("more_than"), amount: decimal, currency }),
  z.object({ fact: z.literal("line_total"), is: z.literal("more_than"), amount: decimal, currency }),
  z.object({ fact: z.literal("line_quantity"), is: z.literal("more_than"), quantity: decimal }),
  z.object({ fact: z.literal("category"), is: z.literal("one_of"), paths: texts }),
  z.object({ fact: z.literal("sku"), is: z.literal("one_of"), skus: texts }),
  z.object({ fact: z.literal("margin"), is: z.literal("less_than"), percent: decimal }),
  z.object({ fact: z.literal("line_margin"), is: z.literal("less_than"), percent: decimal }),
  z.object({ fact: z.literal("below_floor") }),
  z.object({ fact: z.literal("ship_to_country"), is: z.enum(["one_of", "none_of"]), countries: z.array(country).min(1).max(50) }),
  z.object({ fact: z.literal("new_address") }),
  z.object({ fact: z.literal("account_group"), is: z.literal("one_of"), groups: texts }),
  z.object({ fact: z.literal("po"), is: z.literal("missing") }),
])
export type PolicyTest = z.infer<typeof PolicyTest>

export const PolicyForm = z.object({ match: z.enum(["all", "any"]), tests: z.array(PolicyTest).min(1).max(12) })
export type PolicyForm = z.infer<typeof PolicyForm>

/** The CEL that a form stands for. Text is quoted as JSON, whose escapes CEL shares. */
export function conditionOf(form: PolicyForm): string {
  const joint = form.match === "all" ? " && " : " || "
  return form.tests.map((test) => (form.tests.length > 1 ? `(${testInCel(test)})` : testInCel(test))).join(joint)
}

/** The form that a saved policy was filled in with; nothing where its condition was written in CEL. */
export function formOf(stored: unknown): PolicyForm | undefined {
  const parsed = PolicyForm.safeParse(stored)
  return parsed.success ? parsed.data : undefined
}

function testInCel(test: PolicyTest): string {
  switch (test.fact) {
    case "always": return "true"
    case "total": return `currency == ${text(test.currency)} && total > ${double(test.amount)}`
    case "line_total": return `currency == ${text(test.currency)} && lines.exists(line, line.net > ${double(test.amount)})`
    case "line_quantity": return `lines.exists(line, line.quantity > ${double(test.quantity)})`
    case "category": return `lines.exists(line, ${test.paths.map((path) => `line.category.startsWith(${text(path)})`).join(" || ")})`
    case "sku": return `lines.exists(line, line.sku in ${list(test.skus)})`
    case "margin": return `margin < ${double(test.percent)}`
    case "line_margin": return `lines.exists(line, line.margin < ${double(test.percent)})`
    case "below_floor": return "below_floor"
    case "ship_to_country": return test.is === "one_of" ? `ship_to.country in ${list(test.countries)}` : `!(ship_to.country in ${list(test.countries)})`
    case "new_address": return "new_address"
    case "account_group": return `account_group in ${list(test.groups)}`
    case "po": return `po == ""`
  }
}

const text = (value: string) => JSON.stringify(value)
const list = (values: readonly string[]) => `[${values.map(text).join(", ")}]`
const double = (value: string) => (value.includes(".") ? value : `${value}.0`)
