/** A maker is also the supplier from whom Nordwerk buys its products. Every one is invented. */
export type Maker = {
  readonly code: string
  readonly name: string
  readonly country: string
  readonly currency: "EUR" | "USD"
  readonly leadTimeDays: number
  readonly minimumOrder: string
}

function maker<const C extends string>(code: C, name: string, country: string, leadTimeDays: number, minimumOrder: string, currency: "EUR" | "USD" = "EUR"): Maker & { readonly code: C } {
  return { code, name, country, currency, leadTimeDays, minimumOrder }
}

/** A maker's place in this list is part of its products' GTINs, so new makers are added at the end. */
export const makers = [
  maker("KLARWEHR", "Klarwehr Hygiene", "DE", 9, "750.00"),
  maker("ORVIDANE", "Orvidane Dental", "CH", 12, "1000.00"),
  maker("HARNBLUM", "Harnblum Rotary", "DE", 7, "400.00"),
  maker("LUCENHART", "Lucenhart Devices", "AT", 21, "1500.00"),
  maker("PANSAVOIE", "Pansavoie", "FR", 6, "500.00"),
  maker("GIPSORA", "Gipsora", "IT", 14, "600.00"),
  maker("STYLMONT", "Stylmont Instruments", "DE", 18, "500.00"),
  maker("KNIEHOLD", "Kniehold", "DE", 8, "300.00"),
  maker("BORHAGEN", "Borhagen Befestigung", "DE", 5, "350.00"),
  maker("SPANWERTH", "Spanwerth Tools", "DE", 8, "500.00"),
  maker("GRITHAVEN", "Grithaven Abrasives", "US", 24, "1200.00", "USD"),
  maker("TORVLIND", "Torvlind", "SE", 10, "800.00"),
  maker("AMPSTRAND", "Ampstrand", "CZ", 16, "2000.00"),
  maker("HANDVARN", "Handvarn Safety", "PL", 9, "600.00"),
  maker("OLEFORGE", "Oleforge", "NL", 7, "900.00"),
  maker("FLEXMARNE", "Flexmarne", "FR", 8, "450.00"),
  maker("ROLLARETTO", "Rollaretto", "IT", 13, "700.00"),
  maker("KABELQUIST", "Kabelquist", "DK", 6, "400.00"),
] as const

export type MakerCode = (typeof makers)[number]["code"]
