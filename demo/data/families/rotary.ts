import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** Burs, polishers and the handpieces that turn them. */
export const rotary: readonly Family[] = [
  {
    code: "diamond-bur", category: "MED-BUR", maker: "HARNBLUM", sku: "HB-D-{shape:3}-{diameter}-{grit:1}", part: "8{shape:2}.314.{diameter}{grit:1}",
    name: say("Diamond bur, {shape}, {diameter} mm, {grit}", "Diamantbohrer, {shape}, {diameter} mm, {grit}", "Fraise diamantée, {shape}, {diameter} mm, {grit}"),
    description: say("Evenly coated bur for the turbine, tested for concentricity.", "Gleichmäßig belegter Bohrer für die Turbine, auf Rundlauf geprüft.", "Fraise à revêtement régulier pour turbine, à concentricité contrôlée."),
    variants: cross({ shape: ["round", "cylinder", "flame", "torpedo"], diameter: [1.2, 1.4, 1.6], grit: ["medium", "fine"] }), common: { shank: "FG 314" },
    hs: "901849", origin: "DE", grams: 2, eur: (v) => (v.grit === "fine" ? 4.35 : 3.9), tiers: [[25, 8], [100, 15]], packs: [["pack", 5]], order: [5, 5],
    tracking: "lot", popularity: 42, standIn: "diamond-{shape}-{diameter}",
  },
  {
    code: "carbide-bur", category: "MED-BUR", maker: "HARNBLUM", sku: "HB-H1-{diameter}", part: "H1.204.{diameter}",
    name: say("Carbide round bur, {diameter} mm", "Hartmetall-Rundbohrer, {diameter} mm", "Fraise boule en carbure, {diameter} mm"),
    description: say("Removes softened dentine with little vibration.", "Trägt erweichtes Dentin vibrationsarm ab.", "Élimine la dentine ramollie avec peu de vibrations."),
    variants: cross({ diameter: ["1.0", "1.2", "1.4", "1.6", "1.8", "2.3"] }), common: { material: "carbide", shank: "RA 204" },
    hs: "901849", origin: "DE", grams: 3, eur: 3.2, tiers: [[25, 8], [100, 15]], packs: [["pack", 5]], order: [5, 5], tracking: "lot", popularity: 38,
  },
  {
    code: "polishing-disc", category: "MED-BUR", maker: "HARNBLUM", sku: "HB-PD-{grit:2}", part: "PD13-{grit:1}",
    name: say("Polishing disc 13 mm, {grit}, pack of 50", "Polierscheibe 13 mm, {grit}, Packung mit 50", "Disque à polir 13 mm, grain {grit}, paquet de 50"),
    description: say("Flexible disc on a snap-on mandrel for contouring composite.", "Flexible Scheibe auf Steckmandrell zum Konturieren von Komposit.", "Disque souple sur mandrin à clip pour modeler le composite."),
    variants: cross({ grit: ["coarse", "medium", "fine", "superfine"] }), common: { diameter: 13 },
    hs: "680520", origin: "DE", grams: 20, eur: 17.6, tiers: [[5, 6]], popularity: 30,
  },
  {
    code: "handpiece", category: "MED-HPC", maker: "LUCENHART", sku: "LUC-HP-{#210}", part: "LH-{#41}L",
    name: say("{what}", "{what}", "{what}"),
    description: say("With ceramic bearings and light, for the autoclave at 135 °C; comes with a maker's record card.", "Mit Keramiklagern und Licht, sterilisierbar bei 135 °C; mit Prüfkarte des Herstellers.", "À roulements céramique et lumière, autoclavable à 135 °C ; livrée avec la fiche du fabricant."),
    variants: [
      row("Turbine handpiece, standard head", "Turbine, Standardkopf", "Turbine, tête standard", 489, 48),
      row("Turbine handpiece, mini head", "Turbine, Minikopf", "Turbine, petite tête", 529, 44),
      row("Contra-angle 1:1", "Winkelstück 1:1", "Contre-angle 1:1", 415, 76, { ratio: "1:1" }),
      row("Contra-angle 1:5, speed-increasing", "Schnellläufer-Winkelstück 1:5", "Contre-angle multiplicateur 1:5", 695, 82, { ratio: "1:5" }),
      row("Straight handpiece 1:1", "Handstück gerade 1:1", "Pièce à main droite 1:1", 365, 88, { ratio: "1:1" }),
    ],
    hs: "901849", origin: "AT", tracking: "serial", marginPercent: 28, popularity: 7,
  },
  {
    code: "handpiece-care", category: "MED-HPC", maker: "LUCENHART", sku: "LUC-CR-{#10}", part: "LH-C{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Keeps handpieces running smoothly between services.", "Hält Hand- und Winkelstücke zwischen den Wartungen geschmeidig.", "Garde les pièces à main en bon état entre deux révisions."),
    variants: [
      row("Handpiece oil spray, 500 ml", "Pflegeöl-Spray für Instrumente, 500 ml", "Spray lubrifiant pour pièces à main, 500 ml", 17.8, 460, { volume: 500 }),
      row("Spray nozzle for handpieces", "Sprühadapter für Instrumente", "Embout de spray pour pièces à main", 12.5, 30),
    ],
    hs: "340319", origin: "AT", popularity: 32,
  },
]
