import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** Hand tools, power tools and the tables that go with them. */
export const tools: readonly Family[] = [
  {
    code: "combination-wrench", category: "IND-HND", maker: "TORVLIND", sku: "TL-CW-{size}", part: "CW{size}",
    name: say("Combination wrench {size} mm", "Ring-Maulschlüssel {size} mm", "Clé mixte {size} mm"),
    description: say("Chrome-vanadium steel, ring offset by fifteen degrees.", "Chrom-Vanadium-Stahl, Ring um fünfzehn Grad abgewinkelt.", "Acier chrome-vanadium, œil coudé à quinze degrés."),
    variants: cross({ size: ["8", "10", "11", "12", "13", "14", "17", "19", "22", "24"] }), hs: "820411", origin: "SE", grams: (v) => Number(v.size) * 9, eur: (v) => 4.6 + Number(v.size) * 0.72, popularity: 20,
  },
  {
    code: "screwdriver", category: "IND-HND", maker: "TORVLIND", sku: "TL-SD-{#40}", part: "SD{#40}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Soft-grip handle with a hexagon that stops it rolling away.", "Weicher Griff mit Sechskant als Wegrollschutz.", "Manche bi-matière avec hexagone anti-roulement."),
    variants: [
      row("Screwdriver, slotted 4.0 × 100", "Schraubendreher, Schlitz 4,0 × 100", "Tournevis plat 4,0 × 100", 5.2, 62), row("Screwdriver, slotted 6.5 × 150", "Schraubendreher, Schlitz 6,5 × 150", "Tournevis plat 6,5 × 150", 6.9, 118),
      row("Screwdriver, cross PH 1 × 80", "Schraubendreher, Kreuzschlitz PH 1 × 80", "Tournevis cruciforme PH 1 × 80", 5.6, 64), row("Screwdriver, cross PH 2 × 100", "Schraubendreher, Kreuzschlitz PH 2 × 100", "Tournevis cruciforme PH 2 × 100", 6.4, 96),
      row("Screwdriver, six-lobe T20 × 100", "Schraubendreher, Sechsrund T20 × 100", "Tournevis six lobes T20 × 100", 6.8, 78), row("Screwdriver set, insulated, 6 pieces", "Schraubendrehersatz, isoliert, 6-teilig", "Jeu de tournevis isolés, 6 pièces", 42.5, 640),
    ],
    hs: "820540", origin: "SE", popularity: 22,
  },
  {
    code: "hand-tool", category: "IND-HND", maker: "TORVLIND", sku: "TL-HT-{#200}", part: "HT{#200}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Made for daily use in the workshop.", "Für den täglichen Einsatz in der Werkstatt.", "Pour un usage quotidien en atelier."),
    variants: [
      row("Combination pliers 180 mm", "Kombizange 180 mm", "Pince universelle 180 mm", 21.9, 260, { length: 180 }), row("Side cutter 160 mm", "Seitenschneider 160 mm", "Pince coupante 160 mm", 23.4, 220, { length: 160 }),
      row("Water pump pliers 250 mm", "Wasserpumpenzange 250 mm", "Pince multiprise 250 mm", 27.8, 340, { length: 250 }), row("Crimping pliers for ferrules", "Crimpzange für Aderendhülsen", "Pince à sertir pour embouts", 48.6, 420),
      row("Machinist's hammer 500 g", "Schlosserhammer 500 g", "Marteau rivoir 500 g", 17.2, 640), row("Soft-face hammer 40 mm", "Schonhammer 40 mm", "Maillet à embouts 40 mm", 24.8, 580, { diameter: 40 }),
      row("Hex key set 1.5–10 mm", "Innensechskantsatz 1,5–10 mm", "Jeu de clés mâles 1,5–10 mm", 19.5, 390), row("Six-lobe key set T10–T50", "Sechsrund-Schlüsselsatz T10–T50", "Jeu de clés six lobes T10–T50", 23.9, 410),
      row("Vernier caliper 150 mm", "Messschieber 150 mm", "Pied à coulisse 150 mm", 34.5, 240, { length: 150 }), row("Tape measure 5 m", "Rollbandmaß 5 m", "Mètre ruban 5 m", 9.8, 190),
    ],
    hs: "820559", origin: "SE", popularity: 20,
  },
  {
    code: "torque-wrench", category: "IND-HND", maker: "TORVLIND", sku: "TL-TW-{#1}", part: "TW-{#10}",
    name: say("Torque wrench {torque} Nm", "Drehmomentschlüssel {torque} Nm", "Clé dynamométrique {torque} Nm"),
    description: say("Supplied with a numbered calibration certificate.", "Lieferung mit nummeriertem Kalibrierschein.", "Livrée avec certificat d'étalonnage numéroté."),
    variants: [{ torque: "5–25", eur: 148, grams: 620 }, { torque: "20–100", eur: 174, grams: 980 }, { torque: "40–200", eur: 198, grams: 1450 }],
    hs: "820411", origin: "SE", tracking: "serial", popularity: 9,
  },
  {
    code: "power-tool", category: "IND-PWR", maker: "AMPSTRAND", sku: "AMP-18-{#100}", part: "AS18.{#100}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Brushless motor of the 18-volt line; bare tool without battery.", "Bürstenloser Motor der 18-Volt-Linie; Solo-Gerät ohne Akku.", "Moteur sans charbons de la gamme 18 volts ; livré sans batterie."),
    variants: [
      row("Cordless drill driver 60 Nm", "Akku-Bohrschrauber 60 Nm", "Perceuse-visseuse sans fil 60 Nm", 139, 1300), row("Cordless hammer drill 75 Nm", "Akku-Schlagbohrschrauber 75 Nm", "Perceuse à percussion sans fil 75 Nm", 169, 1500),
      row("Cordless impact wrench 1/2 inch", "Akku-Schlagschrauber 1/2 Zoll", "Boulonneuse sans fil 1/2 pouce", 229, 1900), row("Cordless angle grinder 125 mm", "Akku-Winkelschleifer 125 mm", "Meuleuse d'angle sans fil 125 mm", 159, 2100, { diameter: 125 }),
      row("Cordless reciprocating saw", "Akku-Säbelsäge", "Scie sabre sans fil", 179, 2700), row("Cordless work light 2000 lm", "Akku-Arbeitsleuchte 2000 lm", "Lampe de chantier sans fil 2000 lm", 89, 900),
      row("Cordless drill driver 50 Nm", "Akku-Bohrschrauber 50 Nm", "Perceuse-visseuse sans fil 50 Nm", 119, 1350),
    ],
    common: { voltage: 18 }, hs: "846721", origin: "CZ", tracking: "serial", marginPercent: 26, popularity: 12,
  },
  {
    code: "battery", category: "IND-PWR", maker: "AMPSTRAND", sku: "AMP-BT-{charge}", part: "AS18B{charge}",
    name: say("Battery 18 V, {charge} Ah", "Akku 18 V, {charge} Ah", "Batterie 18 V, {charge} Ah"),
    description: say("Lithium-ion battery with charge display, fits every tool of the 18-volt line.", "Lithium-Ionen-Akku mit Ladeanzeige, passt zu jedem Gerät der 18-Volt-Linie.", "Batterie lithium-ion avec indicateur de charge, pour toute la gamme 18 volts."),
    variants: cross({ charge: [2, 4, 8] }), common: { voltage: 18 }, hs: "850760", origin: "CZ", grams: (v) => 300 + Number(v.charge) * 80, eur: (v) => 32 + Number(v.charge) * 14, tracking: "serial", popularity: 20,
  },
  {
    code: "charger", category: "IND-PWR", maker: "AMPSTRAND", sku: "AMP-CH-{#1}", part: "AS18C{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Charges every battery of the 18-volt line.", "Lädt jeden Akku der 18-Volt-Linie.", "Charge toutes les batteries de la gamme 18 volts."),
    variants: [row("Rapid charger 18 V", "Schnellladegerät 18 V", "Chargeur rapide 18 V", 64, 700), row("Twin charger 18 V", "Doppelladegerät 18 V", "Chargeur double 18 V", 98, 1200)],
    common: { voltage: 18 }, hs: "850440", origin: "CZ", popularity: 12,
  },
  {
    code: "reference-book", category: "IND-REF", maker: "SPANWERTH", sku: "NW-REF-{#10}", part: "REF{#10}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Printed in three languages with washable pages.", "Dreisprachig gedruckt, mit abwaschbaren Seiten.", "Imprimé en trois langues, pages lavables."),
    variants: [row("Pocket tables for metalworking", "Taschentabellen für Metallberufe", "Mémento de mécanique", 16.8, 280), row("Threads and tolerances handbook", "Handbuch Gewinde und Toleranzen", "Guide des filetages et tolérances", 34, 620)],
    hs: "490199", origin: "DE", taxClass: "reduced", popularity: 5,
  },
]
