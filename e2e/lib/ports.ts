const { env } = process

/** Where the product under test listens. Those of the environment let several be tested on one machine. */
export const PORTS = {
  PORTAL_PORT: env["PORTAL_PORT"] ?? "3400", CONSOLE_PORT: env["CONSOLE_PORT"] ?? "3500", WORKER_PORT: env["WORKER_PORT"] ?? "4400",
  SMTP_PORT: env["SMTP_PORT"] ?? "4425", STRIPE_FAKE_PORT: env["STRIPE_FAKE_PORT"] ?? "4430", POSTGRES_PORT: env["POSTGRES_PORT"] ?? "25433",
} as const
