import { afterAll, beforeAll, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { createWorld, type World } from "../testing/index.ts"
import { getIndexSeries, importIndexValues, indexBook, listIndexSeries, publishIndexValue, requireIndexSeries, saveIndexSeries, stepsOf, valueOn } from "./index.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

const now = Temporal.Instant.from("2026-12-01T08:00:00Z")
const asPetra = <T>(task: (work: Work) => Promise<T>) => world.portal("petra", task, { now })
const asWanda = <T>(task: (work: Work) => Promise<T>) => world.network("wanda", task, { now })
const HEAD = { name: "Nitrile, producer prices", unit: "2021 = 100", basePeriod: "2021", frequency: "monthly", source: "A statistical office", sourceUrl: "https://statistics.example/nitrile" } as const
const begin = (code: string, as: typeof asPetra = asPetra, over: Partial<Parameters<typeof saveIndexSeries>[1]["series"]> = {}) => as(async (work) => (await saveIndexSeries(work, { series: { ...HEAD, code, ...over } })).seriesId)
const say = (seriesId: string, period: string, value: string, publishedOn: string, as: typeof asPetra = asPetra) => as((work) => publishIndexValue(work, { seriesId, period, value, publishedOn }))

test("a value is never edited: a correction is another version, and what counted before it still did", async () => {
  const seriesId = await begin("NITRILE")
  await say(seriesId, "2026-08-15", "104.1", "2026-09-20")
  await say(seriesId, "2026-09-01", "108.30", "2026-10-20")
  expect(await say(seriesId, "2026-08-01", "104.5", "2026-11-02")).toEqual({ seriesId, period: "2026-08-01", version: 2 })
  const { values } = await asPetra((work) => getIndexSeries(work, { seriesId }))
  expect(values.map(({ period, version, value, by, corrected }) => [period, version, value, by, corrected])).toEqual([
    ["2026-09-01", 1, "108.3", "Petra Vogt", false], ["2026-08-01", 2, "104.5", "Petra Vogt", false], ["2026-08-01", 1, "104.1", "Petra Vogt", true],
  ])
  const series = (await asPetra((work) => indexBook(work, [seriesId]))).get(seriesId)!
  expect([valueOn(series, "2026-10-25", 2)?.value.value, valueOn(series, "2026-11-05", 3)?.value.value, valueOn(series, "2026-10-25", 1)]).toMatchObject(["104.1", "104.5", { provisional: false }])
  expect(valueOn(series, "2026-10-01", 1)).toMatchObject({ value: { value: "104.1" }, provisional: true })
  expect(valueOn(series, "2026-09-01", 0)).toBeUndefined()
  await expect(asPetra((work) => work.db.updateTable("pricing.index_value").set({ value: "1" }).execute())).rejects.toThrow("permission denied")
  const entries = await asPetra((work) => work.db.selectFrom("work.audit_entry").select(["action", "before", "after"]).where("subject_id", "=", seriesId).where("action", "=", "pricing.index_value_corrected").execute())
  expect(entries).toMatchObject([{ before: { value: "104.1" }, after: { value: "104.5", version: 2 } }])
})

test.each([
  ["of a day to come", "2026-11-01", "109", "2026-12-02", "pricing.index_value_is_of_the_future"],
  ["before its period began", "2026-11-01", "109", "2026-10-31", "pricing.index_value_is_of_the_future"],
  ["that says what is known", "2026-10-09", "107.00", "2026-11-20", "pricing.index_value_is_the_same"],
  ["that was published before what it corrects", "2026-10-01", "108", "2026-11-10", "pricing.index_value_is_older"],
])("a value %s is refused", async (_what, period, value, publishedOn, code) => {
  const seriesId = await begin(`R-${value}-${publishedOn}`)
  await say(seriesId, "2026-10-01", "107", "2026-11-15")
  await expect(say(seriesId, period, value, publishedOn)).rejects.toMatchObject({ code })
})

test("of two who publish the same period at once one is told", async () => {
  const seriesId = await begin("TWICE")
  const publish = (value: string) => asPetra((work) => publishIndexValue(work, { seriesId, period: "2026-10-01", value, publishedOn: "2026-11-15", known: 0 }))
  expect((await Promise.allSettled([publish("107"), publish("108")])).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("a head says something else, and its code and rhythm stay", async () => {
  const seriesId = await begin("HEAD")
  const save = (version: number, over: object) => asPetra((work) => saveIndexSeries(work, { seriesId, version, series: { ...HEAD, code: "HEAD", ...over } }))
  expect(await save(1, { name: "Another name" })).toEqual({ seriesId, version: 2 })
  await expect(save(1, {})).rejects.toMatchObject({ code: "pricing.changed_meanwhile" })
  await expect(save(2, { frequency: "quarterly" })).rejects.toMatchObject({ code: "pricing.index_frequency_is_fixed" })
  await expect(begin("HEAD")).rejects.toMatchObject({ code: "pricing.index_code_is_taken" })
})

test("a file is tried first, names its wrong lines, and is taken whole or not at all", async () => {
  const seriesId = await begin("FILE", asPetra, { frequency: "quarterly" })
  const file = (csv: string, apply = true) => asPetra((work) => importIndexValues(work, { seriesId, csv, apply }))
  expect(await file("period;value;published\n2026-Q1;101,5;2026-05-12\n2026-Q2;102;2026-08-12\n", false)).toEqual({ published: 2, corrected: 0, unchanged: 0, refused: [], applied: false })
  expect(await file("period,value,published\n2026-Q1,101.5,2026-05-12\n2026-Q2,much,2026-08-12\n2026-02-01,101,2026-06-12\n2027-Q1,99,2027-05-01\n")).toMatchObject({
    applied: false, refused: [
      { line: 3, refused: "pricing.index_line_is_malformed", facts: { field: "value", value: "much" } }, { line: 4, refused: "pricing.index_period_is_twice" }, { line: 5, refused: "pricing.index_value_is_of_the_future" },
    ],
  })
  expect((await asPetra((work) => getIndexSeries(work, { seriesId }))).values).toEqual([])
  expect(await file("period,value,published\n2026-Q1,101.5,2026-05-12\n2026-Q2,102,2026-08-12\n")).toMatchObject({ published: 2, applied: true })
  expect(await file("period,value,published\n2026-Q1,101.5,2026-05-12\n2026-Q2,102.4,2026-09-12\n2026-Q3,103,2026-11-12\n")).toMatchObject({ published: 1, corrected: 1, unchanged: 1, applied: true })
  expect(await file("period,value,published\n2026-Q1,101.5,2026-05-12\n2026-Q2,102,2026-08-12\n")).toMatchObject({ published: 0, corrected: 0, unchanged: 2, applied: false })
  await expect(file("quarter,value\n2026-Q1,1\n")).rejects.toMatchObject({ code: "pricing.index_file_is_malformed" })
})

test("the distributor's series are for its partners to use, and a partner's are nobody else's", async () => {
  const [own, distributors] = [await begin("OURS"), await begin("STEEL", asWanda)]
  await say(distributors, "2026-10-01", "98.2", "2026-11-12", asWanda)
  expect((await asPetra(listIndexSeries)).map(({ code, owner }) => `${owner} ${code}`)).toEqual(expect.arrayContaining(["own OURS", "distributor STEEL"]))
  expect((await asWanda(listIndexSeries)).map(({ code, owner }) => `${owner} ${code}`)).toEqual(["own STEEL"])
  await expect(say(distributors, "2026-11-01", "99", "2026-12-01")).rejects.toMatchObject({ code: "pricing.index_series_is_the_distributors" })
  const foreign = { code: "pricing.index_series_not_found" }
  const asGrace = <T>(task: (work: Work) => Promise<T>) => world.portal("grace", task, { now })
  for (const id of [own, "00000000-0000-7000-8000-000000000000"]) {
    await expect(asGrace((work) => getIndexSeries(work, { seriesId: id }))).rejects.toMatchObject(foreign)
    await expect(asGrace((work) => requireIndexSeries(work, [id]))).rejects.toMatchObject(foreign)
    await expect(say(id, "2026-10-01", "1", "2026-11-12", asGrace)).rejects.toMatchObject(foreign)
    await expect(asWanda((work) => getIndexSeries(work, { seriesId: id }))).rejects.toMatchObject(foreign)
  }
  expect(await world.portal("tim", listIndexSeries, { now })).toEqual([])
})

test("between two adjustments nothing changes, whatever is published meanwhile", () => {
  const value = (period: string, published: string, at: string, version = 1) => ({ period, version, value: at, publishedOn: published })
  const values = [value("2026-01-01", "2026-02-20", "100"), value("2026-02-01", "2026-03-20", "102"), value("2026-03-01", "2026-04-20", "104"), value("2026-03-01", "2026-06-01", "105", 2)]
  expect(stepsOf({ frequency: "monthly", values }, { on: "2026-03-31", period: "2026-01-01", value: "100", everyMonths: 1, lagMonths: 2 })).toEqual([
    { from: "2026-03-31", period: "2026-01-01", value: "100", provisional: false }, { from: "2026-04-30", period: "2026-02-01", value: "102", provisional: false },
    { from: "2026-05-31", period: "2026-03-01", value: "104", provisional: false }, { from: "2026-06-30", period: "2026-03-01", value: "105", provisional: true },
  ])
})
