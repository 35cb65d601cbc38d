import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** What a practice uses up every day, and supports for patients. */
export const consumables: readonly Family[] = [
  {
    code: "dental-needle", category: "MED-INJ", maker: "PANSAVOIE", sku: "NW-INJ-{gauge}-{length}", part: "PS-DN{gauge}{length}",
    name: say("Dental needle {gauge}, {length} mm", "Dentalkanüle {gauge}, {length} mm", "Aiguille dentaire {gauge}, {length} mm"),
    description: say("Triple-ground tip with siliconised tube for a gentle puncture.", "Dreifach geschliffene Spitze mit silikonisiertem Rohr für schonenden Einstich.", "Pointe à triple biseau et tube siliconé pour une piqûre douce."),
    variants: [{ gauge: "27G", length: 25 }, { gauge: "27G", length: 35 }, { gauge: "30G", length: 10 }, { gauge: "30G", length: 21 }, { gauge: "30G", length: 25 }], common: { sterile: true },
    hs: "901832", origin: "FR", grams: 1, eur: 0.098, tiers: [[1000, 9]], packs: [["box", 100], ["case", 2000]], order: [100, 100], tracking: "lot", shelfLifeDays: 1825, popularity: 64,
  },
  {
    code: "syringe", category: "MED-INJ", maker: "PANSAVOIE", sku: "NW-INJ-S{volume}", part: "PS-SY{volume}",
    name: say("Syringe, two-part, {volume} ml", "Einmalspritze, zweiteilig, {volume} ml", "Seringue deux pièces, {volume} ml"),
    description: say("Clear graduation and a smooth plunger.", "Deutliche Graduierung und leichtgängiger Kolben.", "Graduation nette et piston souple."),
    variants: cross({ volume: [2, 5, 10, 20] }), common: { sterile: true, material: "polypropylene" },
    hs: "901831", origin: "IT", grams: (v) => 2 + Number(v.volume) * 0.6, eur: (v) => 0.045 + Number(v.volume) * 0.006, tiers: [[1000, 9]], packs: [["box", 100], ["case", 1200]],
    order: [100, 100], tracking: "lot", shelfLifeDays: 1825, popularity: 50,
  },
  {
    code: "cannula", category: "MED-INJ", maker: "PANSAVOIE", sku: "NW-INJ-C{gauge}", part: "PS-CA{gauge}",
    name: say("Hypodermic needle {gauge}", "Injektionskanüle {gauge}", "Aiguille hypodermique {gauge}"),
    description: say("Colour-coded hub that fits every cone syringe.", "Farbcodierter Ansatz, passend für jede Konusspritze.", "Embase à code couleur pour toute seringue conique."),
    variants: cross({ gauge: ["20G", "21G", "23G", "25G"] }), common: { sterile: true },
    hs: "901832", origin: "IT", grams: 1, eur: 0.034, tiers: [[1000, 9]], packs: [["box", 100]], order: [100, 100], tracking: "lot", shelfLifeDays: 1825, popularity: 40,
  },
  {
    code: "gauze", category: "MED-DRS", maker: "PANSAVOIE", sku: "NW-DRS-{size}-{#1}", part: "PS-GZ{#10}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Absorbent, folded edges without loose threads.", "Saugfähig, mit eingeschlagenen Kanten ohne lose Fäden.", "Absorbante, à bords repliés sans fils libres."),
    variants: (["5x5", "7.5x7.5", "10x10"] as const).flatMap((size, i) => [
      row(`Gauze swab ${size} cm`, `Mullkompresse ${size.replaceAll(".", ",")} cm`, `Compresse de gaze ${size.replaceAll(".", ",")} cm`, 0.021 + i * 0.012, 1 + i, { size, sterile: false }),
      row(`Gauze swab ${size} cm, sterile`, `Mullkompresse ${size.replaceAll(".", ",")} cm, steril`, `Compresse de gaze ${size.replaceAll(".", ",")} cm, stérile`, 0.066 + i * 0.021, 1 + i, { size, sterile: true }),
    ]),
    common: { material: "cotton", ply: 8 }, hs: "300590", origin: "FR", tiers: [[1000, 7]], packs: [["pack", 100], ["case", 2000]], order: [100, 100],
    tracking: "lot", shelfLifeDays: 1825, popularity: 54, standIn: "gauze-{size}",
  },
  {
    code: "cotton-roll", category: "MED-DRS", maker: "PANSAVOIE", sku: "NW-DRS-CR{size}", part: "PS-CR{size}",
    name: say("Cotton rolls no. {size}, 300 g", "Watterollen Nr. {size}, 300 g", "Rouleaux de coton n° {size}, 300 g"),
    description: say("Keep their shape when wet and do not stick to the mucosa.", "Bleiben nass formstabil und kleben nicht an der Schleimhaut.", "Gardent leur forme mouillés et ne collent pas à la muqueuse."),
    variants: cross({ size: ["1", "2", "3"] }), common: { material: "cotton" }, hs: "300590", origin: "FR", grams: 310, eur: 4.2, tiers: [[10, 8]], packs: [["case", 20]], popularity: 56,
  },
  {
    code: "bandage", category: "MED-DRS", maker: "PANSAVOIE", sku: "NW-DRS-B{width}", part: "PS-EB{width}",
    name: say("Elastic bandage {width} mm × 4 m", "Elastische Fixierbinde {width} mm × 4 m", "Bande élastique {width} mm × 4 m"),
    description: say("Clings to itself without adhesive.", "Haftet auf sich selbst, ohne Klebstoff.", "Adhère sur elle-même, sans colle."),
    variants: cross({ width: [40, 60, 80, 100] }), common: { material: "viscose" }, hs: "300590", origin: "FR", grams: (v) => Number(v.width) / 3, eur: (v) => 0.4 + Number(v.width) * 0.009,
    packs: [["box", 20]], order: [20, 20], popularity: 24,
  },
  {
    code: "plaster", category: "MED-DRS", maker: "PANSAVOIE", sku: "NW-DRS-{#90}", part: "PS-PL{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Skin-friendly adhesive, also for the first-aid box of the workshop.", "Hautfreundlich klebend, auch für den Verbandkasten der Werkstatt.", "Adhésif doux pour la peau, aussi pour la trousse de secours de l'atelier."),
    variants: [
      row("Finger plasters, detectable, box of 100", "Fingerpflaster, detektierbar, Schachtel mit 100", "Pansements doigt détectables, boîte de 100", 9.8, 140, { colour: "blue" }),
      row("Plaster roll 6 cm × 5 m", "Wundschnellverband 6 cm × 5 m", "Rouleau de pansement 6 cm × 5 m", 5.4, 110, { width: 60 }),
      row("First-aid refill set", "Füllsortiment für Verbandkasten", "Recharge de trousse de secours", 21.9, 640),
    ],
    hs: "300510", origin: "FR", tracking: "lot", shelfLifeDays: 1825, popularity: 30,
  },
  {
    code: "bib", category: "MED-PAT", maker: "KLARWEHR", sku: "NW-PAT-BIB-{colour:3}", part: "KW-BB-{colour:2}",
    name: say("Patient bib, {colour}", "Patientenserviette, {colour}", "Serviette patient, {colour}"),
    description: say("Two layers of tissue on film, 33 × 45 cm.", "Zwei Lagen Tissue auf Folie, 33 × 45 cm.", "Deux plis de ouate sur film, 33 × 45 cm."),
    variants: cross({ colour: ["white", "blue", "green", "lavender"] }), common: { ply: 3 },
    hs: "481890", origin: "DE", grams: 9, eur: 0.038, tiers: [[2000, 8]], packs: [["case", 500]], order: [500, 500], popularity: 58, standIn: "bib",
  },
  {
    code: "cup", category: "MED-PAT", maker: "KLARWEHR", sku: "NW-PAT-CUP-{colour:3}", part: "KW-CP-{colour:2}",
    name: say("Rinsing cup 180 ml, {colour}", "Mundspülbecher 180 ml, {colour}", "Gobelet 180 ml, {colour}"),
    description: say("Paper cup without plastic lining.", "Pappbecher ohne Kunststoffbeschichtung.", "Gobelet en carton sans film plastique."),
    variants: cross({ colour: ["white", "blue", "green"] }), common: { volume: 180 },
    hs: "482369", origin: "DE", grams: 4, eur: 0.031, tiers: [[3000, 8]], packs: [["pack", 100], ["case", 3000]], order: [100, 100], popularity: 52, standIn: "cup",
  },
  {
    code: "suction", category: "MED-PAT", maker: "KLARWEHR", sku: "NW-PAT-{#610}", part: "KW-SU{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Smooth edges, firm seat in the hose.", "Glatte Kanten, fester Sitz im Schlauch.", "Bords lisses, bonne tenue dans le tuyau."),
    variants: [
      row("Saliva ejector, bendable", "Speichelzieher, biegsam", "Pompe à salive souple", 0.026, 3),
      row("Suction tip 16 mm", "Absaugkanüle 16 mm", "Canule d'aspiration 16 mm", 0.19, 11, { diameter: 16 }),
      row("Suction tip 11 mm, slim", "Absaugkanüle 11 mm, schlank", "Canule d'aspiration 11 mm, fine", 0.21, 8, { diameter: 11 }),
    ],
    hs: "392690", origin: "IT", tiers: [[1000, 8]], packs: [["bag", 100]], order: [100, 100], popularity: 66,
  },
  {
    code: "knee-support", category: "MED-ORT", maker: "KNIEHOLD", sku: "KH-KN-{size}", part: "KN200{size}",
    name: say("Knee support with pad, {size}", "Kniebandage mit Pelotte, {size}", "Genouillère avec anneau rotulien, {size}"),
    description: say("Knitted support that relieves the kneecap during movement.", "Gestrickte Bandage, die die Kniescheibe in Bewegung entlastet.", "Genouillère tricotée qui soulage la rotule en mouvement."),
    variants: cross({ size: ["S", "M", "L", "XL"] }), hs: "902110", origin: "DE", grams: 160, eur: 39.5, taxClass: "reduced", popularity: 14,
  },
  {
    code: "wrist-brace", category: "MED-ORT", maker: "KNIEHOLD", sku: "KH-WR-{side:1}-{size}", part: "WR110{side:1}{size}",
    name: say("Wrist brace, {side}, {size}", "Handgelenkorthese, {side}, {size}", "Orthèse de poignet, {side}, {size}"),
    description: say("Removable splint and three hook-and-loop straps.", "Herausnehmbare Schiene und drei Klettbänder.", "Attelle amovible et trois sangles auto-agrippantes."),
    variants: cross({ side: ["left", "right"], size: ["S", "M", "L"] }), common: { material: "neoprene" }, hs: "902110", origin: "DE", grams: 130, eur: 28.9, taxClass: "reduced", popularity: 10,
  },
]
