export type PageAnswer = { readonly status: number; readonly html?: string; readonly location?: string }

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0;background:Canvas;color:CanvasText}main{max-width:26rem;margin:0 auto;padding:1.5rem 1rem}
.note{border:1px solid;border-radius:.5rem;padding:.5rem .75rem}label{display:block;margin-top:1rem;font-weight:600}input{box-sizing:border-box;width:100%;font:inherit;padding:.6rem;border:1px solid GrayText;border-radius:.375rem;background:Field;color:FieldText}
button{font:inherit;font-weight:600;min-height:2.75rem;width:100%;margin-top:1rem;border-radius:.375rem;border:1px solid}.main{background:#3d3ab8;color:#fff;border-color:#3d3ab8}.row{display:grid;grid-template-columns:1fr 1fr 1fr;gap:.75rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}td,th{padding:.25rem 0;text-align:start;vertical-align:top}:focus-visible{outline:3px solid #6b68e8;outline-offset:2px}a{color:LinkText}[role=alert]{color:#b3261e;font-weight:600}@media (prefers-color-scheme:dark){[role=alert]{color:#ff9a92}}`

/** A page that works without script, with a keyboard and at 320 pixels; it says first that it is not Stripe. */
export function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head><body><main>
<p class="note">This is a stand-in for Stripe. No card is charged here; only the test numbers work.</p><h1>${escape(title)}</h1>${body}</main></body></html>`
}

export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")
}

export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address)
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  return url.href
}
