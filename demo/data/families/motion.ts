import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** Hoses, fittings, bearings, belts and electrical installation. */
export const motion: readonly Family[] = [
  {
    code: "air-hose", category: "IND-HOS", maker: "FLEXMARNE", sku: "FM-PU{diameter}-{colour:3}", part: "PU{diameter}-{colour:3}",
    name: say("Compressed air tube {diameter} mm, {colour}", "Druckluftschlauch {diameter} mm, {colour}", "Tube pneumatique {diameter} mm, {colour}"),
    description: say("Calibrated outside diameter for push-in fittings.", "Kalibrierter Außendurchmesser für Steckverbinder.", "Diamètre extérieur calibré pour raccords instantanés."),
    variants: cross({ diameter: [6, 8, 10, 12], colour: ["blue", "black"] }), common: { material: "polyurethane", pressure: 10 }, hs: "391739", origin: "FR", grams: (v) => Number(v.diameter) * 5, eur: (v) => 0.3 + Number(v.diameter) * 0.14,
    tiers: [[100, 12]], unit: "MTR", packs: [["roll", 25], ["reel", 100]], order: [5, 5], popularity: 36, standIn: "air-hose-{diameter}",
  },
  {
    code: "hydraulic-hose", category: "IND-HOS", maker: "FLEXMARNE", sku: "FM-2SN-{diameter}", part: "2SN{diameter}",
    name: say("Hydraulic hose 2SN, DN {diameter}", "Hydraulikschlauch 2SN, DN {diameter}", "Flexible hydraulique 2SN, DN {diameter}"),
    description: say("Two steel braids under an abrasion-proof cover.", "Zwei Stahldrahtgeflechte unter abriebfester Decke.", "Deux tresses d'acier sous un revêtement résistant à l'abrasion."),
    variants: [{ diameter: 6, pressure: 400 }, { diameter: 8, pressure: 350 }, { diameter: 10, pressure: 330 }, { diameter: 12, pressure: 275 }], common: { material: "rubber" }, hs: "400921", origin: "FR", grams: (v) => Number(v.diameter) * 52, eur: (v) => 3.4 + Number(v.diameter) * 0.52,
    unit: "MTR", packs: [["roll", 50]], order: [1, 1], popularity: 22,
  },
  {
    code: "push-in-fitting", category: "IND-HOS", maker: "FLEXMARNE", sku: "FM-PF{diameter}-{#1}", part: "PF{diameter}-{thread}",
    name: say("Push-in fitting straight, {diameter} mm, {thread}", "Steckverschraubung gerade, {diameter} mm, {thread}", "Raccord instantané droit, {diameter} mm, {thread}"),
    description: say("Releases by hand and seals without tape.", "Von Hand lösbar, dichtet ohne Band.", "Démontable à la main, étanche sans ruban."),
    variants: [{ diameter: 6, thread: "G1/8" }, { diameter: 6, thread: "G1/4" }, { diameter: 8, thread: "G1/8" }, { diameter: 8, thread: "G1/4" }, { diameter: 10, thread: "G3/8" }, { diameter: 12, thread: "G1/2" }], common: { material: "brass" },
    hs: "741220", origin: "FR", grams: (v) => Number(v.diameter) * 3, eur: (v) => 0.9 + Number(v.diameter) * 0.16, tiers: [[50, 12]], packs: [["bag", 10]], order: [5, 5], popularity: 34,
  },
  {
    code: "hose-clamp", category: "IND-HOS", maker: "FLEXMARNE", sku: "FM-CL-{size}", part: "CL{size}",
    name: say("Hose clamp {size} mm", "Schlauchschelle {size} mm", "Collier de serrage {size} mm"),
    description: say("Worm drive with rounded band edges.", "Schneckengewinde mit abgerundeten Bandkanten.", "À vis tangente, bords arrondis."),
    variants: cross({ size: ["8-12", "12-20", "16-27", "25-40", "40-60"] }), common: { material: "stainless" }, hs: "732690", origin: "FR", grams: 14, eur: 0.72, tiers: [[100, 12]], packs: [["box", 50]], order: [10, 10], popularity: 32,
  },
  {
    code: "air-coupling", category: "IND-HOS", maker: "FLEXMARNE", sku: "FM-QC-{#1}", part: "QC{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("One-hand operation, vents before it opens.", "Einhandbedienung, entlüftet vor dem Öffnen.", "Utilisable d'une main, purge avant l'ouverture."),
    variants: [row("Safety coupling, G1/4 female", "Sicherheitskupplung, G1/4 innen", "Raccord rapide de sécurité, G1/4 femelle", 16.4, 120, { thread: "G1/4" }), row("Plug nipple, G1/4 male", "Stecknippel, G1/4 außen", "Embout, G1/4 mâle", 2.1, 26, { thread: "G1/4" }), row("Blow gun", "Ausblaspistole", "Soufflette", 13.8, 160)],
    hs: "741220", origin: "FR", popularity: 24,
  },
  {
    code: "ball-bearing", category: "IND-TRN", maker: "ROLLARETTO", sku: "RB-{#6000}-2RS", part: "{#6000}.2RS.C3",
    name: say("Deep groove ball bearing, bore {bore} mm, light series", "Rillenkugellager, Bohrung {bore} mm, leichte Reihe", "Roulement à billes, alésage {bore} mm, série légère"),
    description: say("Sealed on both sides and greased for life.", "Beidseitig abgedichtet und lebensdauergeschmiert.", "Étanche des deux côtés et graissé à vie."),
    variants: cross({ bore: [10, 12, 15, 17, 20, 25, 30] }), hs: "848210", origin: "IT", grams: (v) => Number(v.bore) ** 2 / 6, eur: (v) => 2.1 + Number(v.bore) * 0.18, tiers: [[10, 8], [50, 16]], packs: [["box", 10]], popularity: 30, standIn: "bearing-{bore}",
  },
  {
    code: "ball-bearing-medium", category: "IND-TRN", maker: "ROLLARETTO", sku: "RB-{#6200}-2RS", part: "{#6200}.2RS.C3",
    name: say("Deep groove ball bearing, bore {bore} mm, medium series", "Rillenkugellager, Bohrung {bore} mm, mittlere Reihe", "Roulement à billes, alésage {bore} mm, série moyenne"),
    description: say("Sealed on both sides, for higher radial loads.", "Beidseitig abgedichtet, für höhere Radiallasten.", "Étanche des deux côtés, pour charges radiales élevées."),
    variants: cross({ bore: [10, 12, 15, 17, 20, 25, 30] }), hs: "848210", origin: "IT", grams: (v) => Number(v.bore) ** 2 / 4.4, eur: (v) => 2.6 + Number(v.bore) * 0.24, tiers: [[10, 8], [50, 16]], packs: [["box", 10]], popularity: 30, standIn: "bearing-{bore}",
  },
  {
    code: "v-belt", category: "IND-TRN", maker: "ROLLARETTO", sku: "RB-SPZ-{length}", part: "SPZ{length}",
    name: say("Narrow V-belt SPZ, {length} mm", "Schmalkeilriemen SPZ, {length} mm", "Courroie trapézoïdale étroite SPZ, {length} mm"),
    description: say("Wrapped belt that conducts static charge away.", "Ummantelter Riemen, elektrisch ableitfähig.", "Courroie enveloppée, antistatique."),
    variants: cross({ length: [737, 850, 1000, 1120, 1250, 1600] }), common: { material: "rubber" }, hs: "401039", origin: "IT", grams: (v) => Number(v.length) / 14, eur: (v) => 2.4 + Number(v.length) * 0.0058, popularity: 20,
  },
  {
    code: "roller-chain", category: "IND-TRN", maker: "ROLLARETTO", sku: "RB-RC-{size}", part: "RC{size}",
    name: say("Roller chain {size}", "Rollenkette {size}", "Chaîne à rouleaux {size}"),
    description: say("Pre-stretched chain, cut to length by the metre.", "Vorgereckte Kette, meterweise abgelängt.", "Chaîne préétirée, coupée au mètre."),
    variants: [{ size: "06B-1", eur: 7.2, grams: 410 }, { size: "08B-1", eur: 8.9, grams: 700 }, { size: "10B-1", eur: 11.6, grams: 950 }], hs: "731511", origin: "IT", unit: "MTR", packs: [["box", 5]], order: [1, 1], popularity: 16,
  },
  {
    code: "control-cable", category: "IND-ELC", maker: "KABELQUIST", sku: "KQ-CC-{cores}G{section}", part: "CC{cores}G{section}",
    name: say("Control cable {cores} × {section} mm²", "Steuerleitung {cores} × {section} mm²", "Câble de commande {cores} × {section} mm²"),
    description: say("Flexible numbered cores in a grey oil-resistant sheath.", "Flexible, nummerierte Adern in grauem, ölbeständigem Mantel.", "Conducteurs souples numérotés sous gaine grise résistante à l'huile."),
    variants: cross({ cores: [3, 5, 7], section: [0.75, 1.5, 2.5] }), common: { material: "copper" }, hs: "854449", origin: "DK", grams: (v) => Number(v.cores) * Number(v.section) * 16 + 20, eur: (v) => 0.22 + Number(v.cores) * Number(v.section) * 0.21,
    tiers: [[100, 8], [500, 15]], unit: "MTR", packs: [["roll", 50], ["reel", 500]], order: [10, 5], popularity: 32,
  },
  {
    code: "ferrule", category: "IND-ELC", maker: "KABELQUIST", sku: "KQ-FE-{section}", part: "FE{section}",
    name: say("Insulated ferrule {section} mm²", "Aderendhülse, isoliert, {section} mm²", "Embout de câblage isolé {section} mm²"),
    description: say("Wide collar that guides fine strands.", "Weiter Kragen, der feine Litzen führt.", "Collerette large qui guide les brins fins."),
    variants: cross({ section: [0.5, 0.75, 1, 1.5, 2.5, 4] }), common: { material: "copper" }, hs: "853690", origin: "DK", grams: 0.3, eur: (v) => 0.012 + Number(v.section) * 0.004, tiers: [[2000, 15]], packs: [["bag", 100], ["box", 1000]], order: [100, 100], popularity: 40,
  },
  {
    code: "cable-tie", category: "IND-ELC", maker: "KABELQUIST", sku: "KQ-CT-{length}x{width}", part: "CT{length}.{width}",
    name: say("Cable tie {length} × {width} mm, black", "Kabelbinder {length} × {width} mm, schwarz", "Collier de câblage {length} × {width} mm, noir"),
    description: say("Ultraviolet-stable, with a lug that holds firmly.", "UV-beständig, mit sicher haltender Zunge.", "Résiste aux UV, verrouillage sûr."),
    variants: [{ length: 100, width: 2.5 }, { length: 140, width: 3.6 }, { length: 200, width: 3.6 }, { length: 200, width: 4.8 }, { length: 370, width: 4.8 }], common: { material: "polyamide", colour: "black" }, hs: "392690", origin: "DK",
    grams: (v) => (Number(v.length) * Number(v.width)) / 700, eur: (v) => 0.01 + (Number(v.length) * Number(v.width)) / 30_000, tiers: [[1000, 12]], packs: [["bag", 100], ["case", 5000]], order: [100, 100], popularity: 60,
  },
  {
    code: "heat-shrink", category: "IND-ELC", maker: "KABELQUIST", sku: "KQ-HS-{diameter}", part: "HS{diameter}",
    name: say("Heat-shrink tube {diameter} mm, black", "Schrumpfschlauch {diameter} mm, schwarz", "Gaine thermorétractable {diameter} mm, noire"),
    description: say("Shrinks to one third of its diameter.", "Schrumpft auf ein Drittel des Durchmessers.", "Se rétracte au tiers de son diamètre."),
    variants: cross({ diameter: [3, 6, 9, 12] }), hs: "391732", origin: "DK", grams: (v) => Number(v.diameter) * 1.5, eur: (v) => 0.4 + Number(v.diameter) * 0.11, unit: "MTR", packs: [["roll", 25]], order: [1, 1], popularity: 22,
  },
]
