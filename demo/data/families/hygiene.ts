import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** Disinfection and sterilisation packaging. */
export const hygiene: readonly Family[] = [
  {
    code: "surface-disinfectant", category: "MED-DIS", maker: "KLARWEHR", sku: "NW-DIS-SF-{fragrance:3}", part: "KW-SF10-{fragrance:1}",
    name: say("Rapid surface disinfectant, {fragrance}", "Flächen-Schnelldesinfektion, {fragrance}", "Désinfectant rapide de surfaces, {fragrance}"),
    description: say("Ready-to-use alcoholic solution for treatment units and worktops.", "Gebrauchsfertige alkoholische Lösung für Behandlungseinheiten und Arbeitsflächen.", "Solution alcoolique prête à l'emploi pour les units et les plans de travail."),
    variants: cross({ fragrance: ["neutral", "citrus"] }),
    hs: "380894", origin: "DE", grams: 890, eur: 6.4, tiers: [[20, 7], [100, 14]], unit: "LTR", packs: [["bottle", 1], ["canister", 5], ["drum", 25]],
    order: [1, 1], tracking: "lot", shelfLifeDays: 1095, popularity: 74,
  },
  {
    code: "hand-rub", category: "MED-DIS", maker: "KLARWEHR", sku: "NW-DIS-HR-{fragrance:3}", part: "KW-HR70-{fragrance:1}",
    name: say("Hand rub, {fragrance}", "Händedesinfektion, {fragrance}", "Solution hydroalcoolique, {fragrance}"),
    description: say("Kind to the skin, effective after thirty seconds.", "Hautschonend und nach dreißig Sekunden wirksam.", "Respecte la peau, efficace en trente secondes."),
    variants: cross({ fragrance: ["neutral", "citrus"] }),
    hs: "380894", origin: "DE", grams: 860, eur: 7.8, tiers: [[20, 7], [100, 14]], unit: "LTR", packs: [["bottle", 1], ["canister", 5]],
    order: [1, 1], tracking: "lot", shelfLifeDays: 1095, popularity: 68,
  },
  {
    code: "disinfection", category: "MED-DIS", maker: "KLARWEHR", sku: "NW-DIS-{#500}", part: "KW-D{#10}",
    name: say("{what}", "{what}", "{what}"),
    description: say("For the daily hygiene plan of practice and clinic.", "Für den täglichen Hygieneplan in Praxis und Klinik.", "Pour le plan d'hygiène quotidien du cabinet et de la clinique."),
    variants: [
      row("Disinfectant wipes, tub of 120", "Desinfektionstücher, Dose mit 120", "Lingettes désinfectantes, boîte de 120", 8.9, 720, { content: "120" }),
      row("Disinfectant wipes, refill of 120", "Desinfektionstücher, Nachfüllbeutel mit 120", "Lingettes désinfectantes, recharge de 120", 6.95, 640, { content: "120" }),
      row("Maxi disinfectant wipes, tub of 60", "Desinfektionstücher Maxi, Dose mit 60", "Lingettes désinfectantes maxi, boîte de 60", 9.4, 980, { content: "60" }),
      row("Instrument disinfectant concentrate, 2 l", "Instrumentendesinfektion, Konzentrat, 2 l", "Désinfectant d'instruments, concentré, 2 l", 38.5, 2150, { content: "2 l" }),
      row("Bur bath, ready to use, 2 l", "Bohrerbad, gebrauchsfertig, 2 l", "Bain pour fraises, prêt à l'emploi, 2 l", 24.9, 2080, { content: "2 l" }),
      row("Suction unit cleaner, 2.5 l", "Reiniger für Absauganlagen, 2,5 l", "Nettoyant pour aspiration, 2,5 l", 42.8, 2700, { content: "2.5 l" }),
    ],
    hs: "380894", origin: "DE", tiers: [[6, 5], [24, 10]], tracking: "lot", shelfLifeDays: 1095, popularity: 46,
  },
  {
    code: "sterilisation-pouch", category: "MED-STE", maker: "PANSAVOIE", sku: "NW-STE-P{width}x{length}", part: "PS-SP-{width}{length}",
    name: say("Self-seal sterilisation pouch, {width} × {length} mm", "Selbstklebender Sterilisationsbeutel, {width} × {length} mm", "Sachet de stérilisation autocollant, {width} × {length} mm"),
    description: say("Paper and film pouch with steam indicators inside and out.", "Beutel aus Papier und Folie mit Dampfindikatoren innen und außen.", "Sachet papier et film avec témoins de vapeur internes et externes."),
    variants: [{ width: 57, length: 102 }, { width: 90, length: 135 }, { width: 90, length: 230 }, { width: 135, length: 290 }, { width: 190, length: 330 }, { width: 305, length: 430 }],
    hs: "481940", origin: "FR", grams: (v) => (Number(v.width) * Number(v.length)) / 6000, eur: (v) => 0.024 + (Number(v.width) * Number(v.length)) / 900_000,
    tiers: [[1000, 6], [4000, 12]], packs: [["box", 200], ["case", 2000]], order: [200, 200], tracking: "lot", shelfLifeDays: 1825, popularity: 58,
  },
  {
    code: "sterilisation-reel", category: "MED-STE", maker: "PANSAVOIE", sku: "NW-STE-R{width}", part: "PS-SR-{width}",
    name: say("Sterilisation reel, {width} mm", "Sterilisationsrolle, {width} mm", "Gaine de stérilisation, {width} mm"),
    description: say("Flat reel for heat sealing, cut to the length of the instrument.", "Flache Rolle zum Heißsiegeln, passend zum Instrument abzulängen.", "Gaine plate à thermosceller, à couper à la longueur de l'instrument."),
    variants: cross({ width: [50, 75, 100, 150, 200, 250] }),
    hs: "481940", origin: "FR", grams: (v) => Number(v.width) / 9, eur: (v) => 0.04 + Number(v.width) * 0.0011,
    unit: "MTR", packs: [["roll", 200]], order: [200, 200], tracking: "lot", shelfLifeDays: 1825, popularity: 36,
  },
  {
    code: "steam-indicator", category: "MED-STE", maker: "PANSAVOIE", sku: "NW-STE-{#80}", part: "PS-IN-{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Shows at a glance that the load went through the cycle.", "Zeigt auf einen Blick, dass die Charge den Zyklus durchlaufen hat.", "Montre d'un coup d'œil que la charge a subi le cycle."),
    variants: [
      row("Steam indicator tape, 19 mm × 50 m", "Dampf-Indikatorband, 19 mm × 50 m", "Ruban indicateur vapeur, 19 mm × 50 m", 5.6, 180),
      row("Helix test strips, pack of 100", "Helix-Teststreifen, Packung mit 100", "Bandes pour test Hélix, paquet de 100", 46, 90),
    ],
    hs: "382219", origin: "FR", tracking: "lot", shelfLifeDays: 1095, popularity: 30,
  },
]
