import sharp from "sharp"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, type World } from "../testing/index.ts"
import { findBrandAsset, saveBrandAsset } from "./brand-asset.ts"

let world: World
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="300"><script>alert(1)</script><rect width="1200" height="300" fill="#0f766e"/></svg>`)
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

test("a logo comes out as a PNG of our own, small enough, and once", async () => {
  const saved = await world.portal("petra", (work) => saveBrandAsset(work, { kind: "logo", bytes: svg }))
  expect(saved).toMatchObject({ width: 640, height: 160, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await world.portal("petra", (work) => saveBrandAsset(work, { kind: "logo", bytes: svg }))).toEqual(saved)
  const found = await world.portal("petra", (work) => findBrandAsset(work, saved.hash))
  expect(found?.type).toBe("image/png")
  expect(await sharp(found?.bytes).metadata()).toMatchObject({ format: "png", width: 640 })
  expect(found?.bytes.includes("script")).toBe(false)
})

test("another tenant does not find it", async () => {
  const { hash } = await world.portal("petra", (work) => saveBrandAsset(work, { kind: "mark", bytes: svg }))
  expect(await world.portal("grace", (work) => findBrandAsset(work, hash))).toBeUndefined()
})

test.each([
  { what: "text", bytes: Buffer.from("no picture"), code: "tenancy.logo_not_an_image" },
  { what: "a file of five megabytes", bytes: Buffer.alloc(5 * 1024 * 1024), code: "tenancy.logo_too_large" },
])("$what is refused", async ({ bytes, code }) => {
  await expect(world.portal("petra", (work) => saveBrandAsset(work, { kind: "logo", bytes }))).rejects.toMatchObject({ code })
})

test("only who manages the brand may change it", async () => {
  await expect(world.portal("tim", (work) => saveBrandAsset(work, { kind: "logo", bytes: svg }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
