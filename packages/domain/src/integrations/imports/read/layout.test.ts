import { randomBytes } from "node:crypto"
import { gzipSync } from "node:zlib"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { collected, fileOf, piecesOf } from "../testing/text.ts"
import { inspect, rowsBelow } from "./layout.ts"
import { records } from "./records.ts"

const SMALL = "Artikel;Name;Preis\r\nA-1;Müller-Spiegel;3,20\r\nA-2;Sonde;4,10\r\n"

async function readAll(text: string, options?: Parameters<typeof fileOf>[1]) {
  const { layout, rows } = await inspect(fileOf(text, options))
  return { layout, rows, records: await collected(rowsBelow(fileOf(text, options), layout)) }
}

describe("a file is read as it was meant", () => {
  test.each([
    { when: "it is cut by commas", text: "a,b\n1,2\n", delimiter: "," },
    { when: "it is cut by semicolons although prices have commas", text: SMALL, delimiter: ";" },
    { when: "it is cut by tabs", text: "a\tb\n1\t2\n", delimiter: "\t" },
    { when: "it is cut by pipes", text: "a|b\n1|2\n", delimiter: "|" },
    { when: "commas stand inside quotes only", text: 'a;b\n"1,5,6,7";"x,y,z"\n"2,5,6,7";"x,y,z"\n', delimiter: ";" },
    { when: "it has a single column", text: "sku\nA-1\n", delimiter: "," },
  ])("when $when", async ({ text, delimiter }) => {
    expect((await inspect(fileOf(text))).layout.delimiter).toBe(delimiter)
  })

  test.each(["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const)("in %s, however it is cut into pieces, plain or gzipped", async (encoding) => {
    for (const gzip of [false, true]) {
      for (const size of [1, 3, 64]) {
        const { layout, rows, records: found } = await readAll(SMALL.replace("3,20", "3,20 €"), { encoding, gzip, size: gzip ? Math.max(size, 2) : size })
        expect(layout).toMatchObject({ encoding, delimiter: ";", names: ["Artikel", "Name", "Preis"] })
        expect(found.map(({ cells }) => cells)).toEqual([["A-1", "Müller-Spiegel", "3,20 €"], ["A-2", "Sonde", "4,10"]])
        expect(rows).toBe(2)
      }
    }
  })

  test("in UTF-16 that forgot its byte-order mark", async () => {
    const bytes = Buffer.from(SMALL, "utf16le")
    expect((await inspect(piecesOf(bytes))).layout).toMatchObject({ encoding: "utf-16le", names: ["Artikel", "Name", "Preis"] })
  })

  test("and says when it guessed Windows-1252, even if the first odd letter stands far down", async () => {
    const { layout } = await inspect(fileOf(`sku,name\n${"A,plain\n".repeat(60_000)}B,Größe\n`, { encoding: "windows-1252" }))
    expect(layout).toMatchObject({ encoding: "windows-1252", notices: [{ code: "integrations.text_is_not_utf8" }] })
  })

  test("a byte-order mark is no part of the first header", async () => {
    expect((await inspect(fileOf("\ufeffsku,name\nA,B\n"))).layout.names).toEqual(["sku", "name"])
  })
})

describe("the header is found", () => {
  test("below a title and a blank line", async () => {
    const { layout, records: found } = await readAll("Preisliste 2026;;\n\nArtikel;Name;Preis\nA;B;1,00\nC;D;2,00\n")
    expect(layout).toMatchObject({ headerLine: 3, names: ["Artikel", "Name", "Preis"], notices: [{ code: "integrations.lines_above_the_header" }] })
    expect(found.map(({ line }) => line)).toEqual([4, 5])
  })

  test("and when it is missing, the columns are numbered and no row is lost", async () => {
    const { layout, rows, records: found } = await readAll("4006381333931,Stift,1.20\n4006381333948,Heft,2.20\n")
    expect(layout).toMatchObject({ headerLine: 0, names: ["Column 1", "Column 2", "Column 3"], notices: [{ code: "integrations.file_has_no_header" }] })
    expect(found).toHaveLength(2)
    expect(rows).toBe(2)
  })

  test("and names that repeat or are empty are told apart", async () => {
    expect((await inspect(fileOf("Name,Name,,name\na,b,c,d\n"))).layout).toMatchObject({
      names: ["Name", "Name (2)", "Column 3", "name"], notices: [{ code: "integrations.headers_repeat", facts: { headers: "Name" } }],
    })
  })
})

describe("rows keep the line that an editor shows", () => {
  test("over quoted line ends, doubled quotes, blank lines and mixed line ends", async () => {
    const { records: found } = await readAll('a,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""hi"""\n3,5" tube\r\n,\r\n4,end')
    expect(found).toEqual([
      { line: 2, cells: ["1", "x\r\ny"] }, { line: 5, cells: ["2", 'say "hi"'] }, { line: 6, cells: ["3", '5" tube'] }, { line: 8, cells: ["4", "end"] },
    ])
  })

  test("a quote that is never closed is refused with the line on which it opened", async () => {
    await expect(collected(records(textOf('a,b\n1,2\n3,"oops\n5,6\n'), ","))).rejects.toMatchObject({ code: "integrations.quote_is_not_closed", facts: { line: 3 } })
  })

  test("whatever was written as CSV comes back, cell by cell, and is counted right", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", " ", "7") })
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), async (rows) => {
      const written = rows.map((row, at) => [`r${at}x`, ...row])
      const text = ["key,first,second", ...written.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))].join("\n")
      const read = await readAll(text)
      expect(read.records.map(({ cells }) => cells)).toEqual(written)
      expect(read.rows).toBe(written.length)
    }))
  })
})

async function* textOf(text: string) {
  yield text
}

describe("what is no CSV is refused, with what it looks like", () => {
  const workbook = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), randomBytes(2000)])
  test.each([
    { what: "an empty file", bytes: Buffer.alloc(0), code: "integrations.file_is_empty" },
    { what: "an empty gzip", bytes: gzipSync(""), code: "integrations.file_is_empty" },
    { what: "blank lines only", bytes: Buffer.from("\n\n  \n"), code: "integrations.file_is_empty" },
    { what: "a header alone", bytes: Buffer.from("sku,name\n"), code: "integrations.file_has_no_rows" },
    { what: "a workbook", bytes: workbook, code: "integrations.file_is_not_csv", looksLike: "xlsx" },
    { what: "a workbook inside a gzip", bytes: gzipSync(Buffer.concat([Buffer.from("a,b\n\0\0\0"), randomBytes(5000)])), code: "integrations.file_is_not_csv", looksLike: "binary" },
    { what: "a PDF", bytes: Buffer.from("%PDF-1.7\n..."), code: "integrations.file_is_not_csv", looksLike: "pdf" },
    { what: "a web page", bytes: Buffer.from("<!DOCTYPE html><html></html>"), code: "integrations.file_is_not_csv", looksLike: "html" },
    { what: "XML", bytes: Buffer.from('<?xml version="1.0"?><a/>'), code: "integrations.file_is_not_csv", looksLike: "xml" },
    { what: "JSON", bytes: Buffer.from('[{"sku":"A"}]'), code: "integrations.file_is_not_csv", looksLike: "json" },
    { what: "a damaged gzip", bytes: gzipSync(SMALL.repeat(100)).fill(0x41, 30, 60), code: "integrations.gzip_is_damaged" },
    { what: "half a gzip", bytes: gzipSync(randomBytes(9000)).subarray(0, 4000), code: "integrations.gzip_is_damaged" },
  ])("$what", async ({ bytes, code, looksLike }) => {
    await expect(inspect(piecesOf(bytes, 1024))).rejects.toMatchObject({ code, ...(looksLike ? { facts: { looksLike } } : {}) })
  })
})
