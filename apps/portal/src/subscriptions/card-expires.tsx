import { getTranslations } from "next-intl/server"
import { Alert, Link } from "@entrepot/ui"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

/** Where the card that is charged for an account's subscriptions is about to expire, or has, it is said before a delivery waits for another. */
export async function CardExpires({ accountId, mine }: { accountId: string; mine: boolean }) {
  const [{ methods }, t, method, formats] = await Promise.all([api().then((asked) => asked.payments.methods({ accountId })), getTranslations("subscriptions"), getTranslations("methods"), theFormats()])
  const card = methods.find(({ isDefault }) => isDefault)
  if (!card?.expires || !(card.expiresSoon || card.expired)) return null
  const name = method("name", { brand: card.brand.replace(/^./, (first) => first.toUpperCase()), last4: card.last4 })
  return <Alert tone="warning">{card.expired ? t("new.cardExpired", { name }) : t("new.cardExpires", { name, month: formats.month(card.expires) })}{mine && <> <Link href="/payment-methods">{t("held.toMethods")}</Link></>}</Alert>
}
