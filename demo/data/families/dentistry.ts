import { cross, row, type Family, type Variant } from "../family.ts"
import { say } from "../language.ts"

const inDemandByShade = (peak: number) => (variant: Variant) => (["A2", "A3"].includes(String(variant.shade)) ? peak : peak * 0.5)

/** Fillings, bonding, impressions and models. */
export const dentistry: readonly Family[] = [
  {
    code: "composite", category: "MED-CMP", maker: "ORVIDANE", sku: "ORV-NC-{shade}", part: "NC4-{shade}",
    name: say("Nano-hybrid composite, syringe 4 g, shade {shade}", "Nanohybrid-Komposit, Spritze 4 g, Farbe {shade}", "Composite nanohybride, seringue 4 g, teinte {shade}"),
    description: say("Universal filling material with a lasting gloss for front and back teeth.", "Universelles Füllungsmaterial mit dauerhaftem Glanz für Front- und Seitenzähne.", "Matériau universel au brillant durable pour dents antérieures et postérieures."),
    variants: cross({ shade: ["A1", "A2", "A3", "A3.5", "B1", "B2", "C2", "OA2"] }), common: { content: "4 g" },
    hs: "300640", origin: "CH", grams: 22, eur: 38.4, tiers: [[5, 6], [10, 11], [25, 16]], tracking: "lot", shelfLifeDays: 1095, popularity: inDemandByShade(76),
  },
  {
    code: "flowable", category: "MED-CMP", maker: "ORVIDANE", sku: "ORV-FL-{shade}", part: "FL2-{shade}",
    name: say("Flowable composite, syringe 2 g, shade {shade}", "Fließfähiges Komposit, Spritze 2 g, Farbe {shade}", "Composite fluide, seringue 2 g, teinte {shade}"),
    description: say("Flows into fine fissures and stays where it is placed.", "Fließt in feine Fissuren und bleibt, wo es platziert wird.", "S'écoule dans les sillons fins et reste là où il est posé."),
    variants: cross({ shade: ["A1", "A2", "A3", "A3.5", "BL"] }), common: { content: "2 g" },
    hs: "300640", origin: "CH", grams: 15, eur: 24.6, tiers: [[5, 6], [10, 11]], tracking: "lot", shelfLifeDays: 1095, popularity: inDemandByShade(60),
  },
  {
    code: "bulk-composite", category: "MED-CMP", maker: "ORVIDANE", sku: "ORV-BK-{shade}", part: "BK20-{shade}",
    name: say("Bulk-fill composite, 20 capsules, shade {shade}", "Bulk-Fill-Komposit, 20 Kapseln, Farbe {shade}", "Composite bulk, 20 capsules, teinte {shade}"),
    description: say("Cures in layers of up to four millimetres.", "Härtet in Schichten von bis zu vier Millimetern aus.", "Polymérise en couches de quatre millimètres au maximum."),
    variants: cross({ shade: ["U", "A2", "A3"] }), common: { content: "20 × 0.25 g" },
    hs: "300640", origin: "CH", grams: 48, eur: 67.5, tiers: [[4, 6]], tracking: "lot", shelfLifeDays: 1095, popularity: 38,
  },
  {
    code: "bonding", category: "MED-ADH", maker: "ORVIDANE", sku: "ORV-AD-{#701}", part: "AD{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Part of a tuned system of etching, bonding and luting.", "Teil eines abgestimmten Systems zum Ätzen, Kleben und Befestigen.", "Élément d'un système coordonné de mordançage, collage et scellement."),
    variants: [
      row("Universal adhesive, bottle 5 ml", "Universaladhäsiv, Flasche 5 ml", "Adhésif universel, flacon 5 ml", 72, 24, { volume: 5 }),
      row("Universal adhesive, 50 single doses", "Universaladhäsiv, 50 Einzeldosen", "Adhésif universel, 50 unidoses", 98, 65, { content: "50" }),
      row("Etching gel 37 %, syringe 3 ml", "Ätzgel 37 %, Spritze 3 ml", "Gel de mordançage 37 %, seringue 3 ml", 5.9, 14, { volume: 3 }),
      row("Etching gel 37 %, jumbo syringe 25 ml", "Ätzgel 37 %, Großspritze 25 ml", "Gel de mordançage 37 %, seringue 25 ml", 29, 48, { volume: 25 }),
      row("Luting resin cement, automix 8 g", "Befestigungskomposit, Automix 8 g", "Ciment résine, automix 8 g", 89, 42, { content: "8 g" }),
      row("Temporary cement, 2 tubes", "Provisorischer Zement, 2 Tuben", "Ciment provisoire, 2 tubes", 31.5, 96, { content: "50 g + 15 g" }),
    ],
    hs: "300640", origin: "CH", tiers: [[5, 7]], tracking: "lot", shelfLifeDays: 730, popularity: 44,
  },
  {
    code: "glass-ionomer", category: "MED-ADH", maker: "ORVIDANE", sku: "ORV-GI-{shade}", part: "GI50-{shade}",
    name: say("Glass ionomer filling, 50 capsules, shade {shade}", "Glasionomer-Füllung, 50 Kapseln, Farbe {shade}", "Verre ionomère, 50 capsules, teinte {shade}"),
    description: say("Self-adhesive and fluoride-releasing, for fillings without a bonding step.", "Selbsthaftend und fluoridabgebend, für Füllungen ohne Adhäsivschritt.", "Auto-adhésif, libère du fluor, pour des obturations sans adhésif."),
    variants: cross({ shade: ["A1", "A2", "A3"] }), common: { content: "50" },
    hs: "300640", origin: "CH", grams: 180, eur: 94, tiers: [[3, 5]], tracking: "lot", shelfLifeDays: 730, popularity: inDemandByShade(34),
  },
  {
    code: "alginate", category: "MED-IMP", maker: "GIPSORA", sku: "GIP-ALG-{setting:1}", part: "AL-{setting:3}",
    name: say("Alginate, {setting}", "Alginat, {setting}", "Alginate, {setting}"),
    description: say("Dust-free impression powder that changes colour when it is time to load the tray.", "Staubfreies Abformpulver, dessen Farbwechsel den Zeitpunkt zum Beschicken anzeigt.", "Poudre d'empreinte sans poussière qui change de couleur au moment de charger le porte-empreinte."),
    variants: cross({ setting: ["fast", "regular"] }),
    hs: "340700", origin: "IT", grams: 1000, eur: 14.9, tiers: [[10, 8], [50, 15]], unit: "KGM", packs: [["bag", 0.5], ["case", 10]], order: [0.5, 0.5],
    tracking: "lot", shelfLifeDays: 1095, popularity: 52, standIn: "alginate",
  },
  {
    code: "silicone", category: "MED-IMP", maker: "GIPSORA", sku: "GIP-AS-{viscosity:3}", part: "AS-{viscosity:2}50",
    name: say("Addition silicone, {viscosity}, 2 × 50 ml", "Additionssilikon, {viscosity}, 2 × 50 ml", "Silicone par addition, {viscosity}, 2 × 50 ml"),
    description: say("Precise two-component impression material in cartridges.", "Präzises Zwei-Komponenten-Abformmaterial in Kartuschen.", "Matériau d'empreinte précis à deux composants en cartouches."),
    variants: cross({ viscosity: ["putty", "heavy", "medium", "light"] }), common: { content: "2 × 50 ml" },
    hs: "340700", origin: "IT", grams: 190, eur: 33.8, tiers: [[6, 8]], tracking: "lot", shelfLifeDays: 1095, popularity: 42,
  },
  {
    code: "stone", category: "MED-IMP", maker: "GIPSORA", sku: "GIP-ST-{colour:3}", part: "ST3-{colour:2}",
    name: say("Dental stone type 3, {colour}", "Hartgips Typ 3, {colour}", "Plâtre dur type 3, {colour}"),
    description: say("Smooth model stone with a low expansion.", "Glatter Modellgips mit geringer Expansion.", "Plâtre pour modèles, lisse et à faible expansion."),
    variants: cross({ colour: ["white", "blue", "yellow", "ivory"] }),
    hs: "340700", origin: "IT", grams: 1000, eur: 2.35, tiers: [[25, 10], [100, 18]], unit: "KGM", packs: [["bag", 5], ["case", 25]], order: [5, 5],
    shelfLifeDays: 730, popularity: 28,
  },
  {
    code: "impression-tray", category: "MED-IMP", maker: "GIPSORA", sku: "GIP-TR-{jaw:1}-{size}", part: "TR{jaw:1}{size}",
    name: say("Impression tray, {jaw}, {size}", "Abformlöffel, {jaw}, {size}", "Porte-empreinte, {jaw}, {size}"),
    description: say("Perforated tray with retention edge, suitable for the autoclave.", "Perforierter Löffel mit Retentionsrand, autoklavierbar.", "Porte-empreinte perforé avec bord de rétention, autoclavable."),
    variants: cross({ jaw: ["upper", "lower"], size: ["S", "M", "L"] }), common: { material: "stainless" },
    hs: "901849", origin: "PK", grams: 62, eur: 12.4, popularity: 14,
  },
]
