/** Of plans and of the terms that they offer. */
export const messages = {
  en: {
    "subscriptions.plan_not_found": "This plan does not exist.",
    "subscriptions.plan_is_retired": "This plan is no longer offered.",
    "subscriptions.fee_is_the_same": "That is what is charged already. Nothing would change.",
    "subscriptions.plan_is_the_same": "The subscription has these terms already. Nothing would change.",
    "subscriptions.plan_is_the_templates": "This plan comes from your template and is held fast there. Copy it into a plan of your own, where the template lets you.",
    "subscriptions.cadence_not_offered": "This plan does not offer that rhythm. Choose one of its own.",
    "subscriptions.collect_not_offered": "This plan does not offer that way of paying.",
  },
  de: {
    "subscriptions.plan_not_found": "Diesen Plan gibt es nicht.",
    "subscriptions.plan_is_retired": "Dieser Plan wird nicht mehr angeboten.",
    "subscriptions.fee_is_the_same": "Das wird bereits berechnet. Es würde sich nichts ändern.",
    "subscriptions.plan_is_the_same": "Das Abo hat diese Bedingungen bereits. Es würde sich nichts ändern.",
    "subscriptions.plan_is_the_templates": "Dieser Plan stammt aus Ihrer Vorlage und ist dort festgehalten. Kopieren Sie ihn in einen eigenen Plan, wo die Vorlage das zulässt.",
    "subscriptions.cadence_not_offered": "Dieser Plan bietet diesen Rhythmus nicht an. Wählen Sie einen seiner eigenen.",
    "subscriptions.collect_not_offered": "Dieser Plan bietet diese Zahlungsweise nicht an.",
  },
  fr: {
    "subscriptions.plan_not_found": "Cette formule n’existe pas.",
    "subscriptions.plan_is_retired": "Cette formule n’est plus proposée.",
    "subscriptions.fee_is_the_same": "C’est déjà ce qui est facturé. Rien ne changerait.",
    "subscriptions.plan_is_the_same": "L’abonnement a déjà ces conditions. Rien ne changerait.",
    "subscriptions.plan_is_the_templates": "Cette formule vient de votre modèle, qui la tient. Copiez-la dans une formule à vous, là où le modèle le permet.",
    "subscriptions.cadence_not_offered": "Cette formule ne propose pas ce rythme. Choisissez l’un des siens.",
    "subscriptions.collect_not_offered": "Cette formule ne propose pas ce mode de paiement.",
  },
} as const
