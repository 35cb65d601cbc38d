import { cross, row, type Family, type Variant } from "../family.ts"
import { say } from "../language.ts"

const tapDiameter = (variant: Variant) => Number(String(variant.thread).slice(1))

/** Drills, taps and abrasives. */
export const cutting: readonly Family[] = [
  {
    code: "twist-drill", category: "IND-DRL", maker: "SPANWERTH", sku: "SW-DR-{diameter}", part: "D338-{diameter}",
    name: say("Twist drill HSS-Co, {diameter} mm", "Spiralbohrer HSS-Co, {diameter} mm", "Foret HSS-Co, {diameter} mm"),
    description: say("Ground from the solid with split point, for stainless and high-tensile steel.", "Aus dem Vollen geschliffen, mit Kreuzanschliff, für rostfreie und hochfeste Stähle.", "Taillé dans la masse, à pointe croisée, pour inox et aciers à haute résistance."),
    variants: cross({ diameter: ["1.0", "2.0", "2.5", "3.0", "3.3", "4.0", "4.2", "5.0", "6.0", "6.8", "8.0", "8.5", "10.0", "12.0", "13.0"] }), common: { material: "hss", standard: "DIN 338" },
    hs: "820750", origin: "DE", grams: (v) => Number(v.diameter) ** 2 * 0.8, eur: (v) => 1.4 + Number(v.diameter) ** 2 * 0.14, tiers: [[10, 8], [50, 15]], packs: [["pack", 10]], popularity: 48,
  },
  {
    code: "masonry-drill", category: "IND-DRL", maker: "SPANWERTH", sku: "SW-MD-{diameter}x{length}", part: "MD-{diameter}-{length}",
    name: say("Hammer drill bit {diameter} × {length} mm", "Hammerbohrer {diameter} × {length} mm", "Foret à percussion {diameter} × {length} mm"),
    description: say("Four carbide edges for reinforced concrete.", "Vier Hartmetallschneiden für armierten Beton.", "Quatre taillants en carbure pour béton armé."),
    variants: [{ diameter: 6, length: 160 }, { diameter: 8, length: 160 }, { diameter: 10, length: 210 }, { diameter: 12, length: 210 }, { diameter: 14, length: 260 }, { diameter: 16, length: 310 }], common: { material: "carbide" },
    hs: "820719", origin: "DE", grams: (v) => Number(v.diameter) * 14, eur: (v) => 2.2 + Number(v.diameter) * 0.85, tiers: [[10, 10]], popularity: 26,
  },
  {
    code: "tap", category: "IND-DRL", maker: "SPANWERTH", sku: "SW-TP-{thread}", part: "T371-{thread}",
    name: say("Machine tap {thread}, HSS-Co", "Maschinengewindebohrer {thread}, HSS-Co", "Taraud machine {thread}, HSS-Co"),
    description: say("Spiral point for through holes.", "Schälanschnitt für Durchgangsbohrungen.", "Entrée corrigée pour trous débouchants."),
    variants: cross({ thread: ["M3", "M4", "M5", "M6", "M8", "M10", "M12"] }), common: { material: "hss" },
    hs: "820740", origin: "DE", grams: (v) => tapDiameter(v) * 7, eur: (v) => 9.4 + tapDiameter(v) * 1.6, tiers: [[5, 6]], popularity: 24,
  },
  {
    code: "drill-set", category: "IND-DRL", maker: "SPANWERTH", sku: "SW-SET-{#19}", part: "SET{#19}",
    name: say("{what}", "{what}", "{what}"),
    description: say("In a steel case that stays closed when it falls.", "In einer Stahlkassette, die auch beim Sturz geschlossen bleibt.", "Dans un coffret en acier qui reste fermé en cas de chute."),
    variants: [
      row("Drill set 1–10 mm, 19 pieces", "Bohrersatz 1–10 mm, 19-teilig", "Coffret de forets 1–10 mm, 19 pièces", 64, 680),
      row("Drill set 1–13 mm, 25 pieces", "Bohrersatz 1–13 mm, 25-teilig", "Coffret de forets 1–13 mm, 25 pièces", 119, 1320),
      row("Tap and die set M3–M12", "Gewindeschneidsatz M3–M12", "Coffret tarauds et filières M3–M12", 158, 2100),
    ],
    hs: "820750", origin: "DE", popularity: 14,
  },
  {
    code: "cutting-disc", category: "IND-ABR", maker: "GRITHAVEN", sku: "GH-CD-{diameter}", part: "CD{diameter}X",
    name: say("Cutting disc for stainless steel, {diameter} mm", "Trennscheibe für Edelstahl, {diameter} mm", "Disque à tronçonner pour inox, {diameter} mm"),
    description: say("Thin disc with a cool, burr-free cut.", "Dünne Scheibe mit kühlem, gratarmem Schnitt.", "Disque fin, coupe froide et sans bavure."),
    variants: cross({ diameter: [115, 125, 180, 230] }), hs: "680422", origin: "US", grams: (v) => Number(v.diameter) ** 2 / 480, eur: (v) => 0.7 + Number(v.diameter) ** 2 / 18_000,
    tiers: [[100, 12]], packs: [["box", 25]], order: [25, 25], shelfLifeDays: 1095, popularity: 64,
  },
  {
    code: "flap-disc", category: "IND-ABR", maker: "GRITHAVEN", sku: "GH-FD125-{grain}", part: "FD125-{grain}",
    name: say("Flap disc 125 mm, {grain}", "Fächerscheibe 125 mm, {grain}", "Disque à lamelles 125 mm, {grain}"),
    description: say("Zirconia cloth for fast stock removal on weld seams.", "Zirkonkorund-Gewebe für zügigen Abtrag an Schweißnähten.", "Toile au zirconium pour un enlèvement rapide sur les soudures."),
    variants: cross({ grain: ["P40", "P60", "P80", "P120"] }), common: { diameter: 125 }, hs: "680422", origin: "US", grams: 95, eur: 3.85, tiers: [[50, 10]], packs: [["box", 10]], order: [10, 10], popularity: 50,
  },
  {
    code: "sanding-sheet", category: "IND-ABR", maker: "GRITHAVEN", sku: "GH-SS-{grain}", part: "SS230-{grain}",
    name: say("Wet and dry sanding sheet, {grain}", "Nassschleifpapier, {grain}", "Papier abrasif à l'eau, {grain}"),
    description: say("Waterproof sheet 230 × 280 mm.", "Wasserfester Bogen 230 × 280 mm.", "Feuille imperméable 230 × 280 mm."),
    variants: cross({ grain: ["P80", "P120", "P240", "P400", "P800", "P1200"] }), hs: "680520", origin: "US", grams: 18, eur: 0.42, tiers: [[200, 12]], packs: [["pack", 50]], order: [10, 10], popularity: 34,
  },
]
