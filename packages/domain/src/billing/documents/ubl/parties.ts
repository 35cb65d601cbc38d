import type { Party, PostalAddress } from "../parts.ts"
import { endpointOf } from "./endpoint.ts"

type Json = { readonly [key: string]: unknown }

/** Leaves out what is not there: the format refuses empty elements. */
export function present(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""))
}

export function addressOf({ line1, line2, city, region, postalCode, country }: PostalAddress): Json {
  return present({
    "cbc:StreetName": line1, "cbc:AdditionalStreetName": line2, "cbc:CityName": city, "cbc:PostalZone": postalCode, "cbc:CountrySubentity": region,
    "cac:Country": { "cbc:IdentificationCode": country },
  })
}

/** Outside of the scope of tax nobody may show a VAT number (BR-O-02), so `vat` says whether it stands. */
export function sellerOf(party: Party, vat: boolean): Json {
  const schemes = [vat && party.vatId && taxScheme(party.vatId, "VAT"), party.taxId && taxScheme(party.taxId, "TAX")].filter(Boolean)
  return {
    "cac:Party": present({
      ...shared(party), "cac:PartyTaxScheme": schemes.length > 0 ? schemes : null,
      "cac:PartyLegalEntity": present({
        "cbc:RegistrationName": party.legalName, "cbc:CompanyID": party.registration?.id, "cbc:CompanyID@schemeID": party.registration?.scheme, "cbc:CompanyLegalForm": party.legalNote,
      }),
      "cac:Contact": contactOf(party),
    }),
  }
}

export function buyerOf(party: Party, vat: boolean): Json {
  return {
    "cac:Party": present({
      ...shared(party), "cac:PartyIdentification": party.number ? { "cbc:ID": party.number } : null, "cac:PartyTaxScheme": vat && party.vatId ? taxScheme(party.vatId, "VAT") : null,
      "cac:PartyLegalEntity": present({ "cbc:RegistrationName": party.legalName, "cbc:CompanyID": party.registration?.id, "cbc:CompanyID@schemeID": party.registration?.scheme }),
      "cac:Contact": contactOf(party),
    }),
  }
}

function shared(party: Party): Json {
  const endpoint = endpointOf(party)
  return {
    "cbc:EndpointID": endpoint?.id, "cbc:EndpointID@schemeID": endpoint?.scheme, "cac:PartyName": party.tradeName ? { "cbc:Name": party.tradeName } : null,
    "cac:PostalAddress": addressOf(party.address),
  }
}

function contactOf({ contactName, phone, email }: Party): Json | null {
  const contact = present({ "cbc:Name": contactName, "cbc:Telephone": phone, "cbc:ElectronicMail": email })
  return Object.keys(contact).length > 0 ? contact : null
}

function taxScheme(id: string, scheme: "VAT" | "TAX"): Json {
  return { "cbc:CompanyID": id, "cac:TaxScheme": { "cbc:ID": scheme } }
}
