import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** What people in the workshop wear. */
export const safety: readonly Family[] = [
  {
    code: "assembly-glove", category: "IND-GLV", maker: "HANDVARN", sku: "HV-GA-{size}", part: "GA300/{size}",
    name: say("Assembly glove, size {size}", "Montagehandschuh, Größe {size}", "Gant de montage, taille {size}"),
    description: say("Seamless knit with a breathable palm coating.", "Nahtloses Gestrick mit atmungsaktiver Handflächenbeschichtung.", "Tricot sans couture à paume enduite respirante."),
    variants: cross({ size: ["7", "8", "9", "10", "11"] }), common: { material: "polyurethane" }, hs: "611610", origin: "PL", grams: 38, eur: 1.95, tiers: [[60, 10], [240, 18]],
    unit: "PR", packs: [["pack", 12], ["case", 144]], order: [12, 12], popularity: 66, standIn: "work-glove-{size}",
  },
  {
    code: "cut-glove", category: "IND-GLV", maker: "HANDVARN", sku: "HV-GC-{size}", part: "GC500/{size}",
    name: say("Cut-resistant glove level D, size {size}", "Schnittschutzhandschuh Stufe D, Größe {size}", "Gant anti-coupure niveau D, taille {size}"),
    description: say("Fine glass-fibre yarn protects without stiffness.", "Feines Glasfasergarn schützt, ohne steif zu sein.", "Fil de verre fin qui protège sans rigidité."),
    variants: cross({ size: ["7", "8", "9", "10", "11"] }), common: { material: "nitrile", protection: "D" }, hs: "611610", origin: "PL", grams: 46, eur: 6.4, tiers: [[60, 10]],
    unit: "PR", packs: [["pack", 12], ["case", 144]], order: [12, 12], popularity: 38, standIn: "work-glove-{size}",
  },
  {
    code: "welding-glove", category: "IND-GLV", maker: "HANDVARN", sku: "HV-GW-{size}", part: "GW700/{size}",
    name: say("Welding glove, size {size}", "Schweißerhandschuh, Größe {size}", "Gant de soudeur, taille {size}"),
    description: say("Split leather with a long cuff and covered seams.", "Spaltleder mit langer Stulpe und verdeckten Nähten.", "Croûte de cuir, longue manchette et coutures protégées."),
    variants: cross({ size: ["9", "10", "11"] }), common: { material: "leather" }, hs: "420329", origin: "PK", grams: 310, eur: 11.8, unit: "PR", packs: [["pack", 6]], popularity: 16,
  },
  {
    code: "safety-shoe", category: "IND-PPE", maker: "HANDVARN", sku: "HV-SH3-{size}", part: "SH3.{size}",
    name: say("Safety shoe S3, size {size}", "Sicherheitsschuh S3, Größe {size}", "Chaussure de sécurité S3, pointure {size}"),
    description: say("Water-repellent, with composite toe cap and a sole that bends.", "Wasserabweisend, mit Kunststoffkappe und biegsamer Sohle.", "Hydrofuge, embout composite et semelle souple."),
    variants: cross({ size: ["38", "39", "40", "41", "42", "43", "44", "45", "46", "47"] }), common: { material: "leather", protection: "S3" }, hs: "640340", origin: "PT", grams: 1250, eur: 69.9, tiers: [[10, 6]], unit: "PR", popularity: 22,
  },
  {
    code: "hi-vis-vest", category: "IND-PPE", maker: "HANDVARN", sku: "HV-VS-{colour:1}-{size}", part: "VS{colour:1}{size}",
    name: say("High-visibility vest, {colour}, {size}", "Warnweste, {colour}, {size}", "Gilet haute visibilité, {colour}, {size}"),
    description: say("Two reflective bands and a hook-and-loop front.", "Zwei Reflexstreifen und Klettverschluss vorn.", "Deux bandes réfléchissantes, fermeture auto-agrippante."),
    variants: cross({ colour: ["yellow", "orange"], size: ["M", "L", "XL"] }), hs: "621050", origin: "PL", grams: 140, eur: 4.9, tiers: [[20, 10]], packs: [["pack", 10]], popularity: 20, standIn: "vest-{size}",
  },
  {
    code: "helmet", category: "IND-PPE", maker: "HANDVARN", sku: "HV-HM-{colour:3}", part: "HM1{colour:2}",
    name: say("Industrial safety helmet, {colour}", "Industrieschutzhelm, {colour}", "Casque de chantier, {colour}"),
    description: say("Six-point harness with ratchet.", "Sechspunkt-Innenausstattung mit Drehverschluss.", "Coiffe à six points avec molette."),
    variants: cross({ colour: ["white", "yellow", "blue", "red"] }), common: { material: "hdpe" }, hs: "650610", origin: "PL", grams: 380, eur: 14.5, popularity: 12,
  },
  {
    code: "eye-ear", category: "IND-PPE", maker: "HANDVARN", sku: "HV-EP-{#50}", part: "EP{#50}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Tested protection that is comfortable for a full shift.", "Geprüfter Schutz, der eine ganze Schicht lang bequem sitzt.", "Protection certifiée, confortable pendant tout un poste."),
    variants: [
      row("Safety glasses, clear", "Schutzbrille, klar", "Lunettes de protection incolores", 5.8, 28, { colour: "clear" }), row("Safety glasses, grey tint", "Schutzbrille, grau getönt", "Lunettes de protection fumées", 6.9, 28, { colour: "grey" }),
      row("Overspectacles, clear", "Überbrille, klar", "Surlunettes incolores", 7.4, 44, { colour: "clear" }), row("Ear muffs 31 dB", "Kapselgehörschutz 31 dB", "Casque antibruit 31 dB", 24.6, 260),
      row("Ear plugs, dispenser of 200 pairs", "Gehörschutzstöpsel, Spender mit 200 Paar", "Bouchons d'oreille, distributeur de 200 paires", 28.4, 420),
    ],
    hs: "900490", origin: "PL", tiers: [[10, 8]], popularity: 34,
  },
]
