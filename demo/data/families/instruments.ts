import { cross, row, type Family } from "../family.ts"
import { say } from "../language.ts"

/** Hand instruments and the machines of the practice. */
export const instruments: readonly Family[] = [
  {
    code: "hand-instrument", category: "MED-INS", maker: "STYLMONT", sku: "NW-DEN-{#10432}", part: "SM {#101}-2",
    name: say("{what}", "{what}", "{what}"),
    description: say("Satin stainless steel with a hollow handle; every tip is finished by hand.", "Satinierter Edelstahl mit Hohlgriff; jede Arbeitsspitze ist von Hand nachgearbeitet.", "Acier inoxydable satiné à manche creux ; chaque extrémité est finie à la main."),
    variants: [
      row("Mouth mirror no. 4, front surface", "Mundspiegel Nr. 4, Front Surface", "Miroir buccal n° 4, surface frontale", 2.4, 6),
      row("Mirror handle", "Spiegelgriff", "Manche de miroir", 3.6, 18),
      row("Explorer, double-ended", "Sonde, doppelendig", "Sonde exploratrice, double", 7.9, 19),
      row("Periodontal probe, colour-coded", "Parodontalsonde, farbcodiert", "Sonde parodontale à code couleur", 11.4, 18),
      row("Excavator 1.5 mm", "Exkavator 1,5 mm", "Excavateur 1,5 mm", 12.8, 20),
      row("Sickle scaler", "Sichelscaler", "Détartreur faucille", 18.6, 22),
      row("Curette, anterior", "Kürette, Frontzahn", "Curette antérieure", 21.5, 22),
      row("Curette, posterior", "Kürette, Seitenzahn", "Curette postérieure", 21.5, 22),
      row("Ball burnisher", "Kugelstopfer", "Brunissoir boule", 13.2, 20),
      row("Composite spatula", "Kompositspatel", "Spatule à composite", 16.9, 19),
      row("College tweezers, serrated", "Pinzette, gerieft", "Précelles striées", 8.2, 24),
      row("Needle holder, 15 cm", "Nadelhalter, 15 cm", "Porte-aiguille, 15 cm", 32.4, 46),
      row("Surgical scissors, curved", "Chirurgische Schere, gebogen", "Ciseaux chirurgicaux courbes", 27.5, 40),
      row("Instrument tray, perforated", "Instrumententray, gelocht", "Plateau à instruments perforé", 36, 320),
    ],
    common: { material: "stainless" }, hs: "901849", origin: "DE", tiers: [[10, 6], [50, 12]], popularity: 26,
  },
  {
    code: "extraction-forceps", category: "MED-INS", maker: "STYLMONT", sku: "NW-DEN-{#10510}", part: "SM Z{#1}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Finely toothed beaks hold without slipping.", "Fein verzahnte Maulteile greifen ohne abzurutschen.", "Mors finement dentelés pour une prise sans glissement."),
    variants: [
      row("Extraction forceps, upper incisors", "Extraktionszange, obere Schneidezähne", "Davier pour incisives supérieures", 58, 150, { jaw: "upper" }),
      row("Extraction forceps, lower molars", "Extraktionszange, untere Molaren", "Davier pour molaires inférieures", 58, 160, { jaw: "lower" }),
      row("Root elevator, straight 3 mm", "Wurzelheber, gerade 3 mm", "Élévateur droit 3 mm", 34.5, 60),
      row("Root elevator, curved 3 mm", "Wurzelheber, gebogen 3 mm", "Élévateur courbe 3 mm", 34.5, 60),
    ],
    hs: "901849", origin: "DE", popularity: 8,
  },
  {
    code: "practice-device", category: "MED-EQP", maker: "LUCENHART", sku: "LUC-EQ-{#1001}", part: "LH-E{#501}",
    name: say("{what}", "{what}", "{what}"),
    description: say("Delivered with instructions in several languages and two years of warranty.", "Lieferung mit mehrsprachiger Anleitung und zwei Jahren Gewährleistung.", "Livré avec notice multilingue et deux ans de garantie."),
    variants: [
      row("Curing light, cordless, 1200 mW/cm²", "Polymerisationslampe, kabellos, 1200 mW/cm²", "Lampe à polymériser sans fil, 1200 mW/cm²", 389, 320),
      row("Curing light, cordless, 2000 mW/cm²", "Polymerisationslampe, kabellos, 2000 mW/cm²", "Lampe à polymériser sans fil, 2000 mW/cm²", 595, 330),
      row("Steam steriliser class B, 17 l", "Dampfsterilisator Klasse B, 17 l", "Autoclave classe B, 17 l", 3450, 45_000, { capacity: 17 }),
      row("Steam steriliser class B, 23 l", "Dampfsterilisator Klasse B, 23 l", "Autoclave classe B, 23 l", 4120, 52_000, { capacity: 23 }),
      row("Ultrasonic bath, 3 l", "Ultraschallbad, 3 l", "Bac à ultrasons, 3 l", 398, 4200, { capacity: 3 }),
      row("Ultrasonic bath, 6 l", "Ultraschallbad, 6 l", "Bac à ultrasons, 6 l", 612, 6400, { capacity: 6 }),
      row("Ultrasonic scaler, table unit", "Ultraschallscaler, Tischgerät", "Détartreur à ultrasons de table", 740, 1900),
      row("Heat sealer, 300 mm", "Heißsiegelgerät, 300 mm", "Thermoscelleuse, 300 mm", 465, 5600, { width: 300 }),
    ],
    hs: "901849", origin: "AT", tracking: "serial", marginPercent: 24, popularity: 5,
  },
  {
    code: "loupe", category: "MED-EQP", maker: "LUCENHART", sku: "LUC-LP-{magnification}", part: "LH-LP{magnification}",
    name: say("Binocular loupe {magnification}×", "Lupenbrille {magnification}×", "Loupe binoculaire {magnification}×"),
    description: say("Light frame with adjustable pupil distance and side protection.", "Leichte Fassung mit verstellbarem Augenabstand und Seitenschutz.", "Monture légère à écart pupillaire réglable, avec protections latérales."),
    variants: cross({ magnification: [2.5, 3.5] }), hs: "901380", origin: "AT", grams: 95, eur: (v) => 190 + Number(v.magnification) * 60, tracking: "serial", marginPercent: 30, popularity: 4,
  },
]
