import { z } from "zod"

/** Browser-safe: what an import can bring, how its columns are mapped, and what its verbs take. */
export const IMPORT_KINDS = ["catalogue", "packages", "prices", "sales_lines"] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

export const IMPORT_STATUSES = ["uploading", "uploaded", "mapped", "queued", "running", "applied", "failed", "cancelled"] as const
export type ImportStatus = (typeof IMPORT_STATUSES)[number]

export type FieldShape = "text" | "code" | "number" | "day" | "gtin" | "currency" | "unit" | "status" | "category"
export type FieldRule = {
  readonly holds: FieldShape
  /** Without it no row of this kind can be understood. */
  readonly required?: true
  /** May be mapped several times, once per language or per attribute's name. */
  readonly per?: "language" | "attribute"
}

/** The fields of each kind, in the order in which a screen asks for them. */
export const FIELDS = {
  catalogue: {
    sku: { holds: "code", required: true }, name: { holds: "text", required: true, per: "language" }, brand: { holds: "text" }, mpn: { holds: "code" },
    gtin: { holds: "gtin" }, category: { holds: "category" }, description: { holds: "text", per: "language" }, status: { holds: "status" },
    base_unit: { holds: "unit" }, unit: { holds: "unit" }, unit_factor: { holds: "number" }, unit_gtin: { holds: "gtin" }, minimum: { holds: "number" }, step: { holds: "number" },
    price: { holds: "number" }, price_unit: { holds: "unit" }, currency: { holds: "currency" }, min_quantity: { holds: "number" }, valid_from: { holds: "day" },
    tax_category: { holds: "text" }, hs_code: { holds: "code" }, weight_grams: { holds: "number" }, origin: { holds: "text" }, attribute: { holds: "text", per: "attribute" },
  },
  packages: {
    primary: { holds: "code", required: true }, package: { holds: "code", required: true }, contains: { holds: "code" }, quantity: { holds: "number", required: true },
    unit: { holds: "text" }, status: { holds: "status" },
  },
  prices: {
    sku: { holds: "code", required: true }, price: { holds: "number", required: true }, currency: { holds: "currency", required: true }, unit: { holds: "unit" },
    min_quantity: { holds: "number" }, valid_from: { holds: "day" }, valid_to: { holds: "day" },
  },
  sales_lines: {
    sku: { holds: "code", required: true }, name: { holds: "text", required: true, per: "language" }, quantity: { holds: "number", required: true },
    price: { holds: "number", required: true }, currency: { holds: "currency", required: true }, document: { holds: "code" }, category: { holds: "category" }, brand: { holds: "text" }, base_unit: { holds: "unit" },
  },
} as const satisfies Record<ImportKind, Record<string, FieldRule>>

export type FieldName = { [K in ImportKind]: keyof (typeof FIELDS)[K] }[ImportKind]

export function fieldsOf(kind: ImportKind): Readonly<Record<string, FieldRule>> {
  return FIELDS[kind]
}

const Column = z.int().min(0).max(999)
const Short = z.string().max(200)

/** One step on the way from a cell to a value, in the order given. Steps see text and give text. */
export const Transform = z.discriminatedUnion("step", [
  z.object({ step: z.literal("trim") }),
  /** The part of a text between separators: 1 is the first, -1 the last. */
  z.object({ step: z.literal("split"), separator: z.string().min(1).max(20), part: z.int().min(-50).max(50).refine((part) => part !== 0) }),
  z.object({ step: z.literal("replace"), find: z.string().min(1).max(200), by: Short }),
  z.object({ step: z.literal("case"), to: z.enum(["upper", "lower"]) }),
  z.object({ step: z.literal("prefix"), text: Short }),
  /** Cuts after whole words, so that at most this many letters stay. */
  z.object({ step: z.literal("shorten"), letters: z.int().min(1).max(4000) }),
  /** What a word in the file means here; a word that is not in the table stays as it is. */
  z.object({ step: z.literal("lookup"), table: z.record(Short, Short).refine((table) => Object.keys(table).length <= 1000) }),
  z.object({ step: z.literal("decimal"), style: z.enum(["point", "comma"]) }),
  z.object({ step: z.literal("day"), order: z.enum(["ymd", "dmy", "mdy"]) }),
])
export type Transform = z.infer<typeof Transform>

/**
 * Where one field comes from. Several columns are tried in order (`first`) or put together (`join`); no column and a constant
 * gives every row the same value; both give the constant where the columns are empty.
 */
export const FieldMapping = z.object({
  field: z.string().max(40),
  /** The language of a name or description, or the attribute's own name; '' otherwise. */
  key: z.string().max(100).default(""),
  columns: z.array(Column).max(10).default([]),
  combine: z.enum(["first", "join"]).default("first"),
  joiner: z.string().max(20).default(" "),
  constant: z.string().max(4000).default(""),
  transforms: z.array(Transform).max(20).default([]),
  /** A value that cannot be read: refuse the row, or go without the value and say so. */
  unreadable: z.enum(["refuse", "leave_out"]).default("refuse"),
})
export type FieldMapping = z.output<typeof FieldMapping>

export const Mapping = z.object({ fields: z.array(FieldMapping).max(200) })
export type Mapping = z.output<typeof Mapping>

/**
 * A mapping as a person writes it into a file: columns by name or by number from 1. A field stands in for the suggested one of the
 * same name and key; `without` takes suggested fields out ("attribute.duns", or "attribute" for all of them).
 */
export const MappingFile = z.strictObject({
  fields: z.array(FieldMapping.extend({ columns: z.array(z.union([z.string(), z.int().min(1)])).default([]) })).default([]),
  without: z.array(z.string()).default([]),
  options: z.record(z.string(), z.unknown()).default({}),
})
export type MappingFile = z.output<typeof MappingFile>

export const ImportOptions = z.object({
  /** Nothing is applied when any row is refused. */
  allOrNothing: z.boolean().default(false),
  /** Everything is done and then undone: the run is left mapped, and says what would have happened. */
  rehearse: z.boolean().default(false),
  /** Cuts a category's text into its levels; '' for none. */
  categorySeparator: z.string().max(5).default(">"),
  /** Prices without a first day are valid from this one; the day of the import when it is not said. */
  validFrom: z.iso.date().optional(),
  /** Sales lines of these codes are services, not goods. A star at the end stands for anything. */
  serviceCodes: z.array(z.string().min(1).max(64)).max(200).default(["POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "GIFT*", "ADJUST*", "TEST*"]),
})
export type ImportOptions = z.output<typeof ImportOptions>

const RunId = z.uuid()
const Kind = z.enum(IMPORT_KINDS)
const Reading = { runId: RunId, kind: Kind, mapping: Mapping, options: ImportOptions.prefault({}) }

export const StartImport = z.object({ runId: RunId, kind: Kind.optional() })
export type StartImport = z.input<typeof StartImport>

export const ListImports = z.object({ before: z.iso.datetime({ offset: true }).optional(), limit: z.int().min(1).max(100).default(25) })
export type ListImports = z.input<typeof ListImports>

export const GetImport = z.object({ runId: RunId })
export type GetImport = z.input<typeof GetImport>

export const SuggestMapping = z.object({ runId: RunId, kind: Kind })
export type SuggestMapping = z.input<typeof SuggestMapping>

export const PreviewImport = z.object({ ...Reading, rows: z.int().min(1).max(200).default(50) })
export type PreviewImport = z.input<typeof PreviewImport>

/** Keeps a mapping with its run, so that it can be left and found again. */
export const SaveMapping = z.object(Reading)
export type SaveMapping = z.input<typeof SaveMapping>

/** `remember` names the profile under which the mapping is found for the next file with this header. */
export const QueueImport = z.object({ ...Reading, remember: z.string().trim().min(1).max(120).optional() })
export type QueueImport = z.input<typeof QueueImport>

export const CancelImport = z.object({ runId: RunId })
export type CancelImport = z.input<typeof CancelImport>

export const ListRefusals = z.object({ runId: RunId, verdict: z.enum(["refused", "noticed"]).default("refused"), code: z.string().max(100).optional(), afterLine: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(100) })
export type ListRefusals = z.input<typeof ListRefusals>

export const ListProfiles = z.object({ kind: Kind.optional() })
export type ListProfiles = z.input<typeof ListProfiles>
