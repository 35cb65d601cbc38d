import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** Oils, greases, adhesives and sealants. */
export const fluids: readonly Family[] = [
  {
    code: "hydraulic-oil", category: "IND-FLU", maker: "OLEFORGE", sku: "OF-HLP-{isoGrade}", part: "HLP{isoGrade}",
    name: say("Hydraulic oil HLP {isoGrade}", "Hydrauliköl HLP {isoGrade}", "Huile hydraulique HLP {isoGrade}"),
    description: say("Mineral oil with wear protection for hydraulic presses and lifts.", "Mineralöl mit Verschleißschutz für Pressen und Hebebühnen.", "Huile minérale anti-usure pour presses et ponts élévateurs."),
    variants: cross({ isoGrade: ["32", "46", "68"] }), hs: "271019", origin: "NL", grams: 870, eur: 3.6, tiers: [[60, 8], [200, 16]], unit: "LTR", packs: [["canister", 20], ["drum", 200]], order: [20, 20],
    tracking: "lot", shelfLifeDays: 1825, popularity: 36,
  },
  {
    code: "workshop-oil", category: "IND-FLU", maker: "OLEFORGE", sku: "OF-OIL-{#10}", part: "OIL{#10}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Measured by the litre, filled into canisters.", "Literweise bemessen, in Kanister abgefüllt.", "Vendue au litre, livrée en bidons."),
    variants: [
      row("Cutting oil, chlorine-free", "Schneidöl, chlorfrei", "Huile de coupe sans chlore", 7.9, 890), row("Cooling lubricant concentrate", "Kühlschmierstoff-Konzentrat", "Lubrifiant réfrigérant concentré", 8.6, 950),
      row("Compressor oil", "Kompressorenöl", "Huile pour compresseur", 6.2, 870), row("Gear oil", "Getriebeöl", "Huile pour engrenages", 5.8, 890), row("Slideway oil", "Bettbahnöl", "Huile pour glissières", 6.1, 880),
    ],
    hs: "271019", origin: "NL", tiers: [[60, 10]], unit: "LTR", packs: [["canister", 5], ["drum", 200]], order: [5, 5], tracking: "lot", shelfLifeDays: 1460, popularity: 32,
  },
  {
    code: "spray", category: "IND-FLU", maker: "OLEFORGE", sku: "OF-SP-{#500}", part: "SP{#500}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Aerosol can with a spray tube that folds away.", "Spraydose mit einklappbarem Sprührohr.", "Aérosol à tube rabattable."),
    variants: [
      row("Penetrating oil spray, 400 ml", "Rostlöserspray, 400 ml", "Dégrippant en aérosol, 400 ml", 5.4, 380, { volume: 400 }), row("Brake cleaner spray, 500 ml", "Bremsenreiniger-Spray, 500 ml", "Nettoyant freins en aérosol, 500 ml", 3.2, 430, { volume: 500 }),
      row("Silicone spray, 400 ml", "Silikonspray, 400 ml", "Spray silicone, 400 ml", 5.1, 370, { volume: 400 }), row("Chain lubricant spray, 400 ml", "Kettenspray, 400 ml", "Lubrifiant chaîne en aérosol, 400 ml", 6.8, 390, { volume: 400 }),
      row("Contact cleaner spray, 300 ml", "Kontaktspray, 300 ml", "Nettoyant contacts en aérosol, 300 ml", 6.3, 300, { volume: 300 }),
    ],
    hs: "340319", origin: "NL", tiers: [[24, 10], [120, 18]], packs: [["case", 12]], tracking: "lot", shelfLifeDays: 1095, popularity: 62,
  },
  {
    code: "grease", category: "IND-FLU", maker: "OLEFORGE", sku: "OF-GR-{#2}", part: "GR{#2}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Lithium-soap grease in a cartridge for common grease guns.", "Lithiumseifenfett in Kartuschen für gängige Fettpressen.", "Graisse au savon de lithium en cartouche pour pompes courantes."),
    variants: [
      row("Multi-purpose grease, 400 g", "Mehrzweckfett, 400 g", "Graisse multi-usages, 400 g", 4.9, 460), row("High-temperature grease, 400 g", "Hochtemperaturfett, 400 g", "Graisse haute température, 400 g", 9.6, 460),
      row("Food-safe grease, 400 g", "Lebensmittelfett, 400 g", "Graisse alimentaire, 400 g", 11.9, 460),
    ],
    hs: "340319", origin: "NL", packs: [["case", 24]], tracking: "lot", shelfLifeDays: 1825, popularity: 30,
  },
  {
    code: "threadlocker", category: "IND-CHM", maker: "OLEFORGE", sku: "OF-TL-{strength:1}-{volume}", part: "TL{strength:1}{volume}",
    name: say("Threadlocker, {strength}, {volume} ml", "Schraubensicherung, {strength}, {volume} ml", "Frein-filet, {strength}, {volume} ml"),
    description: say("Cures between metal surfaces without air.", "Härtet zwischen Metallflächen unter Luftabschluss aus.", "Durcit entre surfaces métalliques à l'abri de l'air."),
    variants: cross({ strength: ["low", "medium", "high"], volume: [10, 50] }), hs: "350691", origin: "NL", grams: (v) => Number(v.volume) + 14, eur: (v) => 5.2 + Number(v.volume) * 0.44,
    tiers: [[12, 10]], tracking: "lot", shelfLifeDays: 730, popularity: 36,
  },
  {
    code: "sealant", category: "IND-CHM", maker: "OLEFORGE", sku: "OF-SL-{colour:3}", part: "SL310{colour:1}",
    name: say("Silicone sealant 310 ml, {colour}", "Silikondichtstoff 310 ml, {colour}", "Mastic silicone 310 ml, {colour}"),
    description: say("Neutral-curing, resists mould and ultraviolet light.", "Neutral vernetzend, schimmelhemmend und UV-beständig.", "Réticulation neutre, résiste aux moisissures et aux UV."),
    variants: cross({ colour: ["clear", "white", "grey", "black"] }), common: { volume: 310 }, hs: "321410", origin: "NL", grams: 350, eur: 6.2, tiers: [[24, 12]], packs: [["case", 12]], tracking: "lot", shelfLifeDays: 540, popularity: 30, standIn: "sealant",
  },
  {
    code: "adhesive", category: "IND-CHM", maker: "OLEFORGE", sku: "OF-AD-{#70}", part: "AD{#70}",
    name: say("{what}", "{what}", "{what}"),
    description: say("For metal, rubber and most plastics.", "Für Metall, Gummi und die meisten Kunststoffe.", "Pour métal, caoutchouc et la plupart des plastiques."),
    variants: [
      row("Instant adhesive, 20 g", "Sekundenkleber, 20 g", "Colle instantanée, 20 g", 7.4, 32), row("Instant adhesive, 50 g", "Sekundenkleber, 50 g", "Colle instantanée, 50 g", 14.2, 66),
      row("Two-part epoxy, 25 ml", "Zwei-Komponenten-Epoxid, 25 ml", "Époxy bicomposant, 25 ml", 9.9, 48, { volume: 25 }), row("Structural adhesive, 50 ml", "Konstruktionsklebstoff, 50 ml", "Colle structurale, 50 ml", 18.5, 82, { volume: 50 }),
    ],
    hs: "350610", origin: "NL", tracking: "lot", shelfLifeDays: 365, popularity: 26,
  },
]
