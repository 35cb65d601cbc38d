import { cross, row, type Family, type Variant } from "../family.ts"
import { say } from "../language.ts"

const diameterOf = (variant: Variant) => Number(String(variant.thread).slice(1))
const steelGrams = (variant: Variant) => (diameterOf(variant) ** 2 * (Number(variant.length) + diameterOf(variant) * 2) * 0.785 * 7.85) / 1000
const perGram = (grams: number, grade: unknown) => 0.018 + grams * (grade === "A2" ? 0.0091 : 0.0038)
const byTheBox = { tiers: [[500, 10], [2000, 20]], packs: [["box", 100], ["case", 1000]], order: [50, 50], origin: "DE" } as const

/** Bolts, nuts, washers, screws and anchors. */
export const fasteners: readonly Family[] = [
  {
    code: "hex-bolt", category: "IND-BLT", maker: "BORHAGEN", sku: "HX-{thread}x{length}-{grade}", part: "4017.{thread}.{length}.{grade}",
    name: say("Hexagon bolt {thread} × {length}, {grade}", "Sechskantschraube {thread} × {length}, {grade}", "Vis à tête hexagonale {thread} × {length}, {grade}"),
    description: say("Fully threaded hexagon bolt.", "Sechskantschraube mit Gewinde bis Kopf.", "Vis à tête hexagonale entièrement filetée."),
    variants: [
      ...cross({ grade: ["A2", "8.8"], thread: ["M6"], length: [16, 20, 30, 40] }), ...cross({ grade: ["A2", "8.8"], thread: ["M8"], length: [20, 30, 40, 60] }),
      ...cross({ grade: ["A2", "8.8"], thread: ["M10"], length: [30, 40, 60, 80] }), ...cross({ grade: ["A2", "8.8"], thread: ["M12"], length: [40, 60, 80, 100] }),
    ],
    common: { standard: "ISO 4017" }, ...byTheBox, hs: "731815", grams: steelGrams, eur: (v) => perGram(steelGrams(v), v.grade), popularity: 60, standIn: "hex-{thread}-{length}",
  },
  {
    code: "socket-screw", category: "IND-BLT", maker: "BORHAGEN", sku: "SC-{thread}x{length}-A2", part: "4762.{thread}.{length}.A2",
    name: say("Socket head cap screw {thread} × {length}, {grade}", "Zylinderschraube mit Innensechskant {thread} × {length}, {grade}", "Vis à tête cylindrique six pans creux {thread} × {length}, {grade}"),
    description: say("Cylindrical head with hexagon socket for tight spaces.", "Zylinderkopf mit Innensechskant für enge Einbauräume.", "Tête cylindrique à six pans creux pour les espaces réduits."),
    variants: [...cross({ thread: ["M5"], length: [12, 16, 20] }), ...cross({ thread: ["M6"], length: [16, 20, 30] }), ...cross({ thread: ["M8"], length: [20, 30, 40] })],
    common: { grade: "A2", standard: "ISO 4762" }, ...byTheBox, hs: "731815", grams: steelGrams, eur: (v) => perGram(steelGrams(v), "A2") * 1.2, popularity: 50,
  },
  {
    code: "hex-nut", category: "IND-NUT", maker: "BORHAGEN", sku: "NU-{thread}-{grade}", part: "4032.{thread}.{grade}",
    name: say("Hexagon nut {thread}, {grade}", "Sechskantmutter {thread}, {grade}", "Écrou hexagonal {thread}, {grade}"),
    description: say("Regular height, metric coarse thread.", "Normale Höhe, metrisches Regelgewinde.", "Hauteur normale, filetage métrique à pas gros."),
    variants: cross({ grade: ["A2", "ZN"], thread: ["M5", "M6", "M8", "M10", "M12", "M16"] }), common: { standard: "ISO 4032" }, ...byTheBox, order: [100, 100],
    hs: "731816", grams: (v) => diameterOf(v) ** 3 / 100, eur: (v) => perGram(diameterOf(v) ** 3 / 100, v.grade), popularity: 62, standIn: "nut-{thread}",
  },
  {
    code: "lock-nut", category: "IND-NUT", maker: "BORHAGEN", sku: "NL-{thread}-A2", part: "7040.{thread}.A2",
    name: say("Lock nut {thread}, {grade}", "Sicherungsmutter {thread}, {grade}", "Écrou frein {thread}, {grade}"),
    description: say("Polyamide ring holds against vibration.", "Polyamidring sichert gegen Vibration.", "Bague en polyamide résistant aux vibrations."),
    variants: cross({ thread: ["M5", "M6", "M8", "M10", "M12"] }), common: { grade: "A2", standard: "ISO 7040" }, ...byTheBox, order: [100, 100],
    hs: "731816", grams: (v) => diameterOf(v) ** 3 / 85, eur: (v) => perGram(diameterOf(v) ** 3 / 85, "A2") * 1.3, popularity: 44,
  },
  {
    code: "washer", category: "IND-NUT", maker: "BORHAGEN", sku: "WA-{thread}-{grade}", part: "7089.{thread}.{grade}",
    name: say("Plain washer {thread}, {grade}", "Unterlegscheibe {thread}, {grade}", "Rondelle plate {thread}, {grade}"),
    description: say("Chamfered washer that spreads the load.", "Scheibe mit Fase, die die Last verteilt.", "Rondelle chanfreinée qui répartit la charge."),
    variants: cross({ grade: ["A2", "ZN"], thread: ["M5", "M6", "M8", "M10", "M12"] }), common: { standard: "ISO 7089" }, ...byTheBox, order: [100, 100],
    hs: "731822", grams: (v) => diameterOf(v) ** 3 / 180, eur: (v) => perGram(diameterOf(v) ** 3 / 180, v.grade) * 0.6, popularity: 58, standIn: "washer-{thread}",
  },
  {
    code: "threaded-rod", category: "IND-BLT", maker: "BORHAGEN", sku: "TR-{thread}-ZN", part: "976.{thread}.ZN",
    name: say("Threaded rod {thread}, {grade}", "Gewindestange {thread}, {grade}", "Tige filetée {thread}, {grade}"),
    description: say("Supplied in bars of one metre.", "Lieferung in Stangen von einem Meter.", "Livrée en barres d'un mètre."),
    variants: cross({ thread: ["M6", "M8", "M10", "M12"] }), common: { grade: "ZN" }, hs: "731815", origin: "IT", grams: (v) => diameterOf(v) ** 2 * 5.2, eur: (v) => 0.35 + diameterOf(v) ** 2 * 0.021,
    unit: "MTR", packs: [["case", 25]], order: [1, 1], popularity: 22,
  },
  {
    code: "wood-screw", category: "IND-SCR", maker: "BORHAGEN", sku: "WS-{diameter}x{length}", part: "WS.{diameter}.{length}",
    name: say("Wood screw {diameter} × {length} mm, six-lobe", "Holzschraube {diameter} × {length} mm, Sechsrund", "Vis à bois {diameter} × {length} mm, six lobes"),
    description: say("Countersunk head with milling ribs, starts without pre-drilling.", "Senkkopf mit Fräsrippen, greift ohne Vorbohren.", "Tête fraisée à nervures, pénètre sans avant-trou."),
    variants: [...cross({ diameter: [4], length: [30, 40, 50] }), ...cross({ diameter: [5], length: [40, 60, 80] }), ...cross({ diameter: [6], length: [80, 120] })], common: { grade: "ZN" },
    hs: "731812", origin: "DE", grams: (v) => (Number(v.diameter) ** 2 * Number(v.length)) / 260, eur: (v) => 0.014 + (Number(v.diameter) ** 2 * Number(v.length)) / 32_000,
    tiers: [[1000, 10]], packs: [["box", 200]], order: [200, 200], popularity: 40,
  },
  {
    code: "anchor", category: "IND-SCR", maker: "BORHAGEN", sku: "AN-{#12}", part: "AN.{#12}",
    name: say("{what}", "{what}", "{what}"),
    description: say("For concrete and solid masonry.", "Für Beton und Vollstein.", "Pour béton et maçonnerie pleine."),
    variants: [
      row("Nylon plug 6 × 30", "Nylondübel 6 × 30", "Cheville nylon 6 × 30", 0.042, 1, { diameter: 6, length: 30 }),
      row("Nylon plug 8 × 40", "Nylondübel 8 × 40", "Cheville nylon 8 × 40", 0.068, 2, { diameter: 8, length: 40 }),
      row("Nylon plug 10 × 50", "Nylondübel 10 × 50", "Cheville nylon 10 × 50", 0.11, 4, { diameter: 10, length: 50 }),
      row("Wedge anchor M10 × 90", "Bolzenanker M10 × 90", "Goujon d'ancrage M10 × 90", 0.88, 62, { thread: "M10", length: 90 }),
    ],
    hs: "392690", origin: "DE", tiers: [[500, 10]], packs: [["box", 50]], order: [50, 50], popularity: 32,
  },
]
