import { expect, test } from "vitest"
import { readPayments, readPorts } from "./settings.ts"

test.each([
  { when: "there are no keys", env: {}, mode: "stand_in", fake: true },
  { when: "the key charges cards", env: { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_1" }, mode: "live", fake: false },
  { when: "a restricted key charges cards", env: { STRIPE_SECRET_KEY: "rk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_1" }, mode: "live", fake: false },
  { when: "the key is one for tests", env: { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" }, mode: "test", fake: false },
  { when: "something else answers in Stripe's place", env: { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_1", STRIPE_API_BASE: "http://127.0.0.1:1" }, mode: "stand_in", fake: false },
])("the portal says $mode where $when", ({ env, mode, fake }) => {
  expect(readPayments(env as unknown as NodeJS.ProcessEnv, readPorts({} as NodeJS.ProcessEnv))).toMatchObject({ mode, fake })
})
