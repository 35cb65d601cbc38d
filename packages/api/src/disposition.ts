/** The name of a file twice: plainly for old readers, and with every letter it has. */
export function disposition(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\w.() -]/g, "_")
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
