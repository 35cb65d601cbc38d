/** `http://{host}:3000` in development, `https://{host}` in production; a tenant's verified host takes the place of {host}. */
const pattern = () => process.env["PUBLIC_PORTAL_ORIGIN"] ?? "http://{host}:3000"

export function portalLink(host: string): string {
  return pattern().replace("{host}", host).replace(/:(\d+):\d+$/, ":$1")
}

/** What the host of a new portal ends in on this machine; nothing where real names are used. */
export function portalSuffix(): string {
  return /localhost|127\.0\.0\.1|^http:\/\/\{host\}:\d+$/.test(pattern()) ? ".localhost" : ""
}
