import { cross, row, type Family, type Variant } from "../family.ts"
import { say } from "../language.ts"

const inDemandBySize = (peak: number) => (variant: Variant) =>
  ({ XS: 0.35, S: 0.8, M: 1, L: 0.85, XL: 0.45 })[String(variant.size)]! * peak

/** Gloves and masks of the practice. */
export const protection: readonly Family[] = [
  {
    code: "nitrile-glove", category: "MED-GLV", maker: "KLARWEHR", sku: "NW-GLV-NIT-{colour:3}-{size}", part: "KW-N35{size}-{colour:3}",
    name: say("Nitrile examination glove, {colour}, {size}", "Nitril-Untersuchungshandschuh, {colour}, {size}", "Gant d'examen en nitrile, {colour}, {size}"),
    description: say(
      "Thin examination glove with textured fingertips for a sure grip on small instruments; free of latex proteins.",
      "Dünner Untersuchungshandschuh mit texturierten Fingerspitzen für sicheren Griff an kleinen Instrumenten; frei von Latexproteinen.",
      "Gant d'examen fin, bout des doigts texturé pour une bonne prise des petits instruments ; sans protéines de latex."),
    variants: cross({ colour: ["blue", "black", "white"], size: ["XS", "S", "M", "L", "XL"] }), common: { material: "nitrile", powderFree: true, sterile: false },
    hs: "401519", origin: "MY", grams: 4, eur: (v) => (v.colour === "black" ? 0.089 : 0.079), tiers: [[1000, 6], [5000, 12]],
    packs: [["box", 100], ["case", 1000]], order: [100, 100], tracking: "lot", shelfLifeDays: 1825, popularity: inDemandBySize(95), standIn: "glove-{size}",
  },
  {
    code: "latex-glove", category: "MED-GLV", maker: "KLARWEHR", sku: "NW-GLV-LTX-{size}", part: "KW-L20{size}",
    name: say("Latex examination glove, {size}", "Latex-Untersuchungshandschuh, {size}", "Gant d'examen en latex, {size}"),
    description: say("Soft glove with high elasticity for long treatments.", "Weicher, hochelastischer Handschuh für lange Behandlungen.", "Gant souple et très élastique pour les soins de longue durée."),
    variants: cross({ size: ["S", "M", "L", "XL"] }), common: { material: "latex", powderFree: true, sterile: false },
    hs: "401519", origin: "TH", grams: 5, eur: 0.068, tiers: [[1000, 6], [5000, 12]],
    packs: [["box", 100], ["case", 1000]], order: [100, 100], tracking: "lot", shelfLifeDays: 1460, popularity: inDemandBySize(60), standIn: "glove-{size}",
  },
  {
    code: "latex-glove-powdered", category: "MED-GLV", maker: "KLARWEHR", sku: "NW-GLV-LXP-{size}", part: "KW-L10{size}",
    name: say("Latex examination glove, powdered, {size}", "Latex-Untersuchungshandschuh, gepudert, {size}", "Gant d'examen en latex poudré, {size}"),
    description: say("Lightly powdered with maize starch; being replaced by the powder-free glove.", "Leicht mit Maisstärke gepudert; wird durch den puderfreien Handschuh ersetzt.", "Légèrement poudré à l'amidon de maïs ; remplacé par le gant sans poudre."),
    variants: cross({ size: ["M", "L"] }), common: { material: "latex", powderFree: false, sterile: false },
    hs: "401519", origin: "TH", grams: 5, eur: 0.059, packs: [["box", 100]], order: [100, 100], tracking: "lot", shelfLifeDays: 1460, popularity: 8,
  },
  {
    code: "surgical-glove", category: "MED-GLV", maker: "KLARWEHR", sku: "NW-GLV-SUR-{size}", part: "KW-S60-{size}",
    name: say("Sterile surgical glove, size {size}", "Steriler OP-Handschuh, Größe {size}", "Gant chirurgical stérile, taille {size}"),
    description: say("Anatomically shaped and packed in pairs, with a rolled cuff that stays up.", "Anatomisch geformt und paarweise verpackt, mit Rollrand, der nicht abrutscht.", "De forme anatomique, emballé par paire, avec une manchette roulée qui tient en place."),
    variants: cross({ size: ["6.0", "6.5", "7.0", "7.5", "8.0", "8.5"] }), common: { material: "latex", powderFree: true, sterile: true },
    hs: "401512", origin: "MY", grams: 22, eur: 1.18, tiers: [[50, 5], [200, 10]], unit: "PR",
    packs: [["box", 50]], order: [50, 50], tracking: "lot", shelfLifeDays: 1095, popularity: 34,
  },
  {
    code: "surgical-mask", category: "MED-MSK", maker: "KLARWEHR", sku: "NW-MSK-2R-{colour:3}", part: "KW-M2R-{colour:2}",
    name: say("Surgical mask type IIR, {colour}", "OP-Maske Typ IIR, {colour}", "Masque chirurgical type IIR, {colour}"),
    description: say("Three-layer mask with ear loops and a bendable nose strip.", "Dreilagige Maske mit Ohrschlaufen und biegsamem Nasenbügel.", "Masque à trois couches avec élastiques et barrette nasale."),
    variants: cross({ colour: ["blue", "green", "pink", "white"] }), common: { protection: "IIR", ply: 3 },
    hs: "630790", origin: "DE", grams: 3, eur: 0.062, tiers: [[500, 8], [2000, 15]], packs: [["box", 50], ["case", 1000]], order: [50, 50], tracking: "lot", shelfLifeDays: 1825,
    popularity: 78, standIn: "mask-{protection}",
  },
  {
    code: "respirator", category: "MED-MSK", maker: "KLARWEHR", sku: "NW-MSK-{#310}", part: "KW-{protection}-{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Folding half mask with adjustable head straps.", "Faltbare Halbmaske mit verstellbaren Kopfbändern.", "Demi-masque pliable à brides réglables."),
    variants: [
      row("Respirator FFP2 without valve", "Atemschutzmaske FFP2 ohne Ventil", "Masque FFP2 sans valve", 0.48, 9, { protection: "FFP2", valve: false }),
      row("Respirator FFP2 with valve", "Atemschutzmaske FFP2 mit Ventil", "Masque FFP2 avec valve", 1.1, 14, { protection: "FFP2", valve: true }),
      row("Respirator FFP3 with valve", "Atemschutzmaske FFP3 mit Ventil", "Masque FFP3 avec valve", 2.35, 17, { protection: "FFP3", valve: true }),
    ],
    hs: "630790", origin: "PL", packs: [["box", 20]], order: [20, 20], tracking: "lot", shelfLifeDays: 1825, popularity: 40, standIn: "mask-{protection}",
  },
  {
    code: "face-shield", category: "MED-MSK", maker: "KLARWEHR", sku: "NW-MSK-{#340}", part: "KW-FS-{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Clear, anti-fog protection against spray from rotary instruments.", "Klarer, beschlagfreier Schutz vor Sprühnebel rotierender Instrumente.", "Protection transparente et antibuée contre les projections des instruments rotatifs."),
    variants: [
      row("Face shield frame with 10 visors", "Gesichtsschutzrahmen mit 10 Visieren", "Monture d'écran facial avec 10 visières", 18.9, 210),
      row("Replacement visor for face shield", "Ersatzvisier für Gesichtsschutz", "Visière de rechange pour écran facial", 1.15, 14),
    ],
    hs: "392690", origin: "DE", popularity: 16,
  },
]
