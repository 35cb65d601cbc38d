import { moneyTexts, moneyWords, type MoneyMailKind } from "./money-texts.ts"
import { fill, type MailLocale, type MailText } from "./fill.ts"

export { fill, type MailLocale, type MailText }
export type MailKind = OrderMailKind | MoneyMailKind
type OrderMailKind =
  | "user_invited" | "password_reset" | "approval_requested"
  | "order_submitted" | "order_confirmed" | "order_held" | "order_reduced" | "order_rejected" | "order_cancelled" | "order_shipped"
  | "delivery_announced" | "delivery_dearer" | "delivery_held" | "subscription_ending" | "subscription_ended"

const en: Record<OrderMailKind, MailText> = {
  user_invited: { subject: "Your access to {tenant}", heading: "Welcome, {name}", body: ["{tenant} has set up an account for you. Choose a password and you are in.", "The link works once, until {expires}."], action: "Choose a password" },
  password_reset: { subject: "Choose a new password for {tenant}", heading: "Choose a new password", body: ["Somebody asked for a new password for {email}. If that was you, follow the link; it works once, until {expires}.", "If it was not you, nothing needs doing: your password stays as it is."], action: "Choose a new password" },
  approval_requested: { subject: "Order {number} waits for your approval", heading: "An order waits for you", body: ["{buyer} has submitted order {number} for {account}. It needs your approval ({level})."], action: "Open the order" },
  order_submitted: { subject: "We received order {number}", heading: "We received your order", body: ["Thank you. Order {number} is with the people who have to approve it; we will write again when it is confirmed."], action: "View the order" },
  order_confirmed: { subject: "Order {number} is confirmed", heading: "Your order is confirmed", body: ["Thank you. Order {number} is confirmed, and its goods are on their way through our warehouses."], action: "View the order" },
  order_held: { subject: "Order {number} is on hold", heading: "Your order is on hold", body: ["Order {number} could not be confirmed yet: {reason}. {owner} will look at it; you do not have to order again."], action: "View the order" },
  order_reduced: { subject: "Items of order {number} were cancelled", heading: "Items of your order were cancelled", body: ["Items of order {number} were cancelled and will be neither shipped nor billed. This is what remains."], action: "View the order" },
  order_rejected: { subject: "Order {number} was not approved", heading: "Your order was not approved", body: ["Order {number} was rejected. {reason}"], action: "View the order" },
  order_cancelled: { subject: "Order {number} was cancelled", heading: "Your order was cancelled", body: ["Order {number} was cancelled. Nothing of it will be shipped or billed. {reason}"], action: "View the order" },
  order_shipped: { subject: "Goods of order {number} are on their way", heading: "Your goods are on their way", body: ["We shipped goods of order {number}."], action: "Follow the order" },
  delivery_announced: { subject: "Coming on {on}: {title}", heading: "Your next delivery", body: ["Hello {name}, the next delivery of your subscription {number} comes on {on}. It will cost {ceiling} at most; if it would cost more, we ask you first.", "Until {cutOff} you can move it, skip it or change what is in it."], action: "View or change it" },
  delivery_dearer: { subject: "Your delivery on {on} waits for your yes", heading: "A delivery would be dearer than announced", body: ["Hello {name}, the delivery of your subscription {number} on {on} would cost more than {ceiling}, which is what we announced. Nothing is ordered until you agree."], action: "Decide" },
  delivery_held: { subject: "Your delivery on {on} needs a decision", heading: "A delivery is waiting", body: ["Hello {name}, the delivery of your subscription {number} on {on} has not been ordered yet: {reason}."], action: "View the subscription" },
  subscription_ending: { subject: "Your subscription {title} ends on {on}", heading: "A subscription ends soon", body: ["Hello {name}, the term of your subscription {number} ends on {on}. Nothing comes after that day, unless you renew it."], action: "View the subscription" },
  subscription_ended: { subject: "Your subscription {title} has ended", heading: "A subscription has ended", body: ["Hello {name}, your subscription {number} has ended. Nothing of it comes any more; what is ordered already is delivered."], action: "View the subscription" },
}

const de: Record<OrderMailKind, MailText> = {
  user_invited: { subject: "Ihr Zugang zu {tenant}", heading: "Willkommen, {name}", body: ["{tenant} hat einen Zugang für Sie eingerichtet. Wählen Sie ein Kennwort, und Sie sind angemeldet.", "Der Link gilt einmal, bis {expires}."], action: "Kennwort wählen" },
  password_reset: { subject: "Neues Kennwort für {tenant}", heading: "Neues Kennwort wählen", body: ["Für {email} wurde ein neues Kennwort angefordert. Waren Sie das, folgen Sie dem Link; er gilt einmal, bis {expires}.", "Waren Sie es nicht, müssen Sie nichts tun: Ihr Kennwort bleibt, wie es ist."], action: "Neues Kennwort wählen" },
  approval_requested: { subject: "Auftrag {number} wartet auf Ihre Freigabe", heading: "Ein Auftrag wartet auf Sie", body: ["{buyer} hat den Auftrag {number} für {account} abgeschickt. Er braucht Ihre Freigabe ({level})."], action: "Auftrag öffnen" },
  order_submitted: { subject: "Wir haben Ihren Auftrag {number} erhalten", heading: "Wir haben Ihren Auftrag erhalten", body: ["Vielen Dank. Der Auftrag {number} liegt zur Freigabe vor; wir schreiben Ihnen, sobald er bestätigt ist."], action: "Auftrag ansehen" },
  order_confirmed: { subject: "Auftrag {number} ist bestätigt", heading: "Ihr Auftrag ist bestätigt", body: ["Vielen Dank. Der Auftrag {number} ist bestätigt und wird in unseren Lagern bearbeitet."], action: "Auftrag ansehen" },
  order_held: { subject: "Auftrag {number} ist angehalten", heading: "Ihr Auftrag ist angehalten", body: ["Der Auftrag {number} konnte noch nicht bestätigt werden: {reason}. {owner} kümmert sich darum; Sie müssen nicht neu bestellen."], action: "Auftrag ansehen" },
  order_reduced: { subject: "Positionen aus Auftrag {number} wurden storniert", heading: "Positionen Ihres Auftrags wurden storniert", body: ["Positionen aus dem Auftrag {number} wurden storniert; sie werden weder geliefert noch berechnet. Das ist, was bleibt."], action: "Auftrag ansehen" },
  order_rejected: { subject: "Auftrag {number} wurde nicht freigegeben", heading: "Ihr Auftrag wurde nicht freigegeben", body: ["Der Auftrag {number} wurde abgelehnt. {reason}"], action: "Auftrag ansehen" },
  order_cancelled: { subject: "Auftrag {number} wurde storniert", heading: "Ihr Auftrag wurde storniert", body: ["Der Auftrag {number} wurde storniert. Davon wird nichts geliefert und nichts berechnet. {reason}"], action: "Auftrag ansehen" },
  order_shipped: { subject: "Ware aus Auftrag {number} ist unterwegs", heading: "Ihre Ware ist unterwegs", body: ["Wir haben Ware aus dem Auftrag {number} versandt."], action: "Auftrag verfolgen" },
  delivery_announced: { subject: "Kommt am {on}: {title}", heading: "Ihre nächste Lieferung", body: ["Guten Tag, {name}, die nächste Lieferung Ihres Abos {number} kommt am {on}. Sie kostet höchstens {ceiling}; würde sie teurer, fragen wir Sie vorher.", "Bis {cutOff} können Sie sie verschieben, auslassen oder ändern, was darin ist."], action: "Ansehen oder ändern" },
  delivery_dearer: { subject: "Ihre Lieferung am {on} wartet auf Ihr Ja", heading: "Eine Lieferung würde teurer als angekündigt", body: ["Guten Tag, {name}, die Lieferung Ihres Abos {number} am {on} würde mehr kosten als die angekündigten {ceiling}. Bestellt wird erst, wenn Sie zustimmen."], action: "Entscheiden" },
  delivery_held: { subject: "Ihre Lieferung am {on} braucht eine Entscheidung", heading: "Eine Lieferung wartet", body: ["Guten Tag, {name}, die Lieferung Ihres Abos {number} am {on} ist noch nicht bestellt: {reason}."], action: "Abo ansehen" },
  subscription_ending: { subject: "Ihr Abo {title} endet am {on}", heading: "Ein Abo endet bald", body: ["Guten Tag, {name}, die Laufzeit Ihres Abos {number} endet am {on}. Danach kommt nichts mehr, wenn Sie es nicht verlängern."], action: "Abo ansehen" },
  subscription_ended: { subject: "Ihr Abo {title} ist beendet", heading: "Ein Abo ist beendet", body: ["Guten Tag, {name}, Ihr Abo {number} ist beendet. Daraus kommt nichts mehr; was schon bestellt ist, wird geliefert."], action: "Abo ansehen" },
}

const fr: Record<OrderMailKind, MailText> = {
  user_invited: { subject: "Votre accès à {tenant}", heading: "Bienvenue, {name}", body: ["{tenant} vous a ouvert un accès. Choisissez un mot de passe et vous y êtes.", "Le lien est valable une fois, jusqu’au {expires}."], action: "Choisir un mot de passe" },
  password_reset: { subject: "Nouveau mot de passe pour {tenant}", heading: "Choisir un nouveau mot de passe", body: ["Un nouveau mot de passe a été demandé pour {email}. Si c’est bien vous, suivez le lien ; il est valable une fois, jusqu’au {expires}.", "Sinon, vous n’avez rien à faire : votre mot de passe reste inchangé."], action: "Choisir un nouveau mot de passe" },
  approval_requested: { subject: "La commande {number} attend votre accord", heading: "Une commande vous attend", body: ["{buyer} a passé la commande {number} pour {account}. Elle demande votre accord ({level})."], action: "Ouvrir la commande" },
  order_submitted: { subject: "Nous avons reçu votre commande {number}", heading: "Nous avons reçu votre commande", body: ["Merci. La commande {number} attend son approbation ; nous vous écrirons dès qu’elle sera confirmée."], action: "Voir la commande" },
  order_confirmed: { subject: "La commande {number} est confirmée", heading: "Votre commande est confirmée", body: ["Merci. La commande {number} est confirmée et se prépare dans nos entrepôts."], action: "Voir la commande" },
  order_held: { subject: "La commande {number} est en attente", heading: "Votre commande est en attente", body: ["La commande {number} n’a pas encore pu être confirmée : {reason}. {owner} s’en occupe ; inutile de commander à nouveau."], action: "Voir la commande" },
  order_reduced: { subject: "Des articles de la commande {number} ont été annulés", heading: "Des articles de votre commande ont été annulés", body: ["Des articles de la commande {number} ont été annulés ; ils ne seront ni livrés ni facturés. Voici ce qui reste."], action: "Voir la commande" },
  order_rejected: { subject: "La commande {number} a été refusée", heading: "Votre commande a été refusée", body: ["La commande {number} a été refusée. {reason}"], action: "Voir la commande" },
  order_cancelled: { subject: "La commande {number} est annulée", heading: "Votre commande est annulée", body: ["La commande {number} est annulée. Rien ne sera livré ni facturé. {reason}"], action: "Voir la commande" },
  order_shipped: { subject: "Des articles de la commande {number} sont en route", heading: "Vos articles sont en route", body: ["Nous avons expédié des articles de la commande {number}."], action: "Suivre la commande" },
  delivery_announced: { subject: "Le {on} : {title}", heading: "Votre prochaine livraison", body: ["Bonjour {name}, la prochaine livraison de votre abonnement {number} arrive le {on}. Elle coûtera {ceiling} au plus ; au-delà, nous vous demanderons d’abord.", "Jusqu’au {cutOff}, vous pouvez la déplacer, l’ignorer ou en changer le contenu."], action: "Voir ou modifier" },
  delivery_dearer: { subject: "Votre livraison du {on} attend votre accord", heading: "Une livraison serait plus chère qu’annoncé", body: ["Bonjour {name}, la livraison de votre abonnement {number} du {on} coûterait plus que les {ceiling} annoncés. Rien n’est commandé sans votre accord."], action: "Décider" },
  delivery_held: { subject: "Votre livraison du {on} demande une décision", heading: "Une livraison attend", body: ["Bonjour {name}, la livraison de votre abonnement {number} du {on} n’est pas encore commandée : {reason}."], action: "Voir l’abonnement" },
  subscription_ending: { subject: "Votre abonnement {title} se termine le {on}", heading: "Un abonnement se termine bientôt", body: ["Bonjour {name}, la durée de votre abonnement {number} se termine le {on}. Rien ne vient après ce jour, à moins que vous ne le renouveliez."], action: "Voir l’abonnement" },
  subscription_ended: { subject: "Votre abonnement {title} est terminé", heading: "Un abonnement est terminé", body: ["Bonjour {name}, votre abonnement {number} est terminé. Plus rien n’en viendra ; ce qui est déjà commandé sera livré."], action: "Voir l’abonnement" },
}

export const mailTexts: Readonly<Record<MailLocale, Readonly<Record<MailKind, MailText>>>> = { en: { ...en, ...moneyTexts.en }, de: { ...de, ...moneyTexts.de }, fr: { ...fr, ...moneyTexts.fr } }

const orderWords = {
  en: { order: "Order", poNumber: "Your PO number", account: "Account", total: "Total", lines: "Items", carrier: "Carrier", tracking: "Tracking number", andMore: "and {count} more", linkHint: "If the button does not work, open this address:", footer: "You receive this mail because you use the portal of {legalName}.", credit_limit_exceeded: "the credit limit of the account would be exceeded", finance: "Our finance team", subscription: "Subscription", expected: "Expected", at_most: "At most", held_stock: "goods are missing", held_safety: "it looks unusual and is being checked", held_catch_up: "its date was missed", held_attention: "one of its lines needs attention", someone: "Somebody of our team" },
  de: { order: "Auftrag", poNumber: "Ihre Bestellnummer", account: "Konto", total: "Gesamtbetrag", lines: "Positionen", carrier: "Versanddienst", tracking: "Sendungsnummer", andMore: "und {count} weitere", linkHint: "Wenn der Knopf nicht funktioniert, öffnen Sie diese Adresse:", footer: "Sie erhalten diese Nachricht, weil Sie das Portal von {legalName} nutzen.", credit_limit_exceeded: "das Kreditlimit des Kontos würde überschritten", finance: "Unsere Buchhaltung", subscription: "Abo", expected: "Voraussichtlich", at_most: "Höchstens", held_stock: "es fehlt Ware", held_safety: "sie ist ungewöhnlich und wird geprüft", held_catch_up: "ihr Termin wurde verpasst", held_attention: "eine Position braucht Aufmerksamkeit", someone: "Jemand aus unserem Team" },
  fr: { order: "Commande", poNumber: "Votre numéro de commande", account: "Compte", total: "Total", lines: "Articles", carrier: "Transporteur", tracking: "Numéro de suivi", andMore: "et {count} autres", linkHint: "Si le bouton ne fonctionne pas, ouvrez cette adresse :", footer: "Vous recevez ce message car vous utilisez le portail de {legalName}.", credit_limit_exceeded: "la limite de crédit du compte serait dépassée", finance: "Notre service financier", subscription: "Abonnement", expected: "Prévu", at_most: "Au plus", held_stock: "il manque de la marchandise", held_safety: "elle est inhabituelle et en cours de vérification", held_catch_up: "sa date a été manquée", held_attention: "une de ses lignes demande attention", someone: "Un membre de notre équipe" },
} as const

const words = { en: { ...orderWords.en, ...moneyWords.en }, de: { ...orderWords.de, ...moneyWords.de }, fr: { ...orderWords.fr, ...moneyWords.fr } }

export type MailWord = keyof (typeof words)["en"]

export function word(locale: MailLocale, key: MailWord): string {
  return words[locale][key]
}
