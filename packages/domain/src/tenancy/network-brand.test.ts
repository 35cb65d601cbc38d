import sharp from "sharp"
import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, type World } from "../testing/index.ts"
import { findNetworkLogo, networkBrand, saveNetworkBrand } from "./network-brand.ts"

let world: World
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="300"><script>alert(1)</script><rect width="1200" height="300" fill="#0f766e"/></svg>`).toString("base64")
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

test("a network's papers have an accent and a logo of our own drawing, until they are taken off, and nobody overwrites unseen", async () => {
  expect(await world.network("wanda", networkBrand)).toEqual({ accent: "#2b59c3", logo: null, version: 0, manages: true })
  await world.network("wanda", (work) => saveNetworkBrand(work, { accent: "#0F766E", logo: svg, expectedVersion: 0 }))
  const brand = await world.network("wanda", networkBrand)
  expect(brand).toMatchObject({ accent: "#0f766e", version: 1, logo: expect.stringMatching(/^data:image\/png;base64,/) as string })
  expect(await sharp(Buffer.from(brand.logo!.split(",")[1]!, "base64")).metadata()).toMatchObject({ format: "png", width: 640, height: 160 })
  for (const expectedVersion of [0, 7]) await expect(world.network("wanda", (work) => saveNetworkBrand(work, { accent: "#000000", expectedVersion }))).rejects.toMatchObject({ code: "tenancy.settings_changed_meanwhile" })
  await world.network("wanda", (work) => saveNetworkBrand(work, { accent: "#aa0000", expectedVersion: 1 }))
  expect(await world.network("wanda", networkBrand)).toMatchObject({ accent: "#aa0000", version: 2, logo: brand.logo })
  const [{ logo }] = (await onAdmin(world.database.adminUrl, "select logo from tenancy.network_brand where network_id = 1")) as [{ logo: string }]
  await world.network("wanda", (work) => saveNetworkBrand(work, { accent: "#aa0000", logo: null, expectedVersion: 2 }))
  expect(await world.network("wanda", networkBrand)).toMatchObject({ logo: null })
  // Documents that named it still find it: each side, and the mail.
  expect(await world.portal("felix", (work) => findNetworkLogo(work, logo))).toBeInstanceOf(Buffer)
  expect(await world.worker("zahnwerk", (work) => findNetworkLogo(work, logo))).toBeInstanceOf(Buffer)
  expect(await world.portal("tim", (work) => findNetworkLogo(work, logo))).toBeUndefined()
})

test("only who settles may change it, and only to a picture", async () => {
  await expect(world.network("bert", (work) => saveNetworkBrand(work, { accent: "#000000", expectedVersion: 3 }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.network("bert", networkBrand)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.network("wanda", (work) => saveNetworkBrand(work, { accent: "#000000", logo: Buffer.from("no picture").toString("base64"), expectedVersion: 3 }))).rejects.toMatchObject({ code: "tenancy.logo_not_an_image" })
})
