/** The id that a field with this name carries, so that an error summary can lead to it. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/g, "-")}`
}
