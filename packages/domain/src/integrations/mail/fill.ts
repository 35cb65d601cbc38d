/** What each mail says, in the reader's language. `{name}` is filled in as plain text; nothing here is markup. */
export type MailText = { readonly subject: string; readonly heading: string; readonly body: readonly string[]; readonly action: string }
export type MailLocale = "en" | "de" | "fr"

/** Fills in `{name}`; a fact that is missing leaves nothing behind, and no double space. A name that ends in a full stop ends its sentence. */
export function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => facts[name] ?? "").replace(/ {2,}/g, " ").replace(/(?<!\.)\.\.(?!\.)/g, ".").trim()
}
