import type { AllocationPolicy, AllocationStep } from "@entrepot/domain/ordering/contract"

type Words = (key: string) => string
type Partners = readonly { readonly tenantId: number; readonly name: string }[]

/** Whom a step names, in its order; nothing where it names nobody. */
export function namedBy(step: AllocationStep, partners: Partners): readonly string[] {
  if (step.by === "partners") return step.tenantIds.map((id) => partners.find(({ tenantId }) => tenantId === id)?.name ?? `#${id}`)
  return step.by === "groups" ? step.codes : []
}

/** A policy in a line: its steps, one after the other, and how it is shared. */
export function policyText({ steps, sharing }: AllocationPolicy, partners: Partners, t: Words): string {
  const said = steps.map((step) => [t(`by.${step.by}`), namedBy(step, partners).join(", ")].filter(Boolean).join(": "))
  return `${said.join(" → ")} · ${t(`sharings.${sharing}`)}`
}
