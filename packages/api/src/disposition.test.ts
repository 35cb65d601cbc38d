import { expect, test } from "vitest"
import { disposition } from "./disposition.ts"

test.each([
  { name: "RE-2026-00042.pdf", plain: "RE-2026-00042.pdf", exact: "RE-2026-00042.pdf" },
  { name: "Auszug Müller.pdf", plain: "Auszug Mu_ller.pdf", exact: "Auszug%20M%C3%BCller.pdf" },
  { name: 'a"b\r\nSet-Cookie: x/../y.xml', plain: "a_b__Set-Cookie_ x_.._y.xml", exact: "a%22b%0D%0ASet-Cookie%3A%20x%2F..%2Fy.xml" },
])("the name $name reaches the browser, and nothing else does", ({ name, plain, exact }) => {
  expect(disposition(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${exact}`)
})
