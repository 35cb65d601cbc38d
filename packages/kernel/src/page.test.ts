import { expect, test } from "vitest"
import { pageOf } from "./page.ts"

test.each([
  { when: "there is more", rows: [1, 2, 3], limit: 2, is: { page: [1, 2], last: 2 } },
  { when: "it is just full", rows: [1, 2], limit: 2, is: { page: [1, 2], last: undefined } },
  { when: "it is not full", rows: [1], limit: 2, is: { page: [1], last: undefined } },
  { when: "there is nothing", rows: [], limit: 2, is: { page: [], last: undefined } },
])("a page goes on after its last row when there is more: $when", ({ rows, limit, is }) => expect(pageOf<number>(rows, limit)).toEqual(is))
