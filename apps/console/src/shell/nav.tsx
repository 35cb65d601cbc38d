import type { NavGroup } from "@entrepot/ui"
import {
  AlertTriangle, BookOpen, Boxes, Building2, CalendarRange, CalendarSync, ClipboardList, FolderTree, Handshake, Home, KeyRound, Landmark, LayoutTemplate, Mail, PackageCheck, Percent, Stamp, Tags, Truck, Upload, Users, Warehouse,
} from "lucide-react"
import { getTranslations } from "next-intl/server"
import { may, type Session } from "../session.ts"

type Place = NavGroup["items"][number] & { needs?: string }

/** Only the places that the person may enter: a door that would refuse is not shown. */
const open = (session: Session, places: readonly Place[]) => places.filter(({ needs }) => !needs || may(session, needs)).map(({ needs: _needs, ...item }) => item)

export async function networkNav(session: Session): Promise<NavGroup[]> {
  const t = await getTranslations("shell.nav")
  const groups: NavGroup[] = [
    { items: open(session, [
      { href: "/", label: t("home"), icon: <Home />, hotkey: "g h", bottom: true },
      { href: "/orders", label: t("orders"), icon: <ClipboardList />, hotkey: "g o", bottom: true, needs: "network.order.view" },
      { href: "/subscriptions", label: t("subscriptions"), icon: <CalendarSync />, hotkey: "g u", needs: "network.subscription.view" },
      { href: "/shipments", label: t("shipments"), icon: <Truck />, hotkey: "g s", bottom: true, needs: "network.order.view" },
    ]) },
    { label: t("stockGroup"), items: open(session, [
      { href: "/stock", label: t("stock"), icon: <Boxes />, hotkey: "g t", bottom: true, needs: "network.stock.view" },
      { href: "/stock/receive", label: t("receive"), icon: <PackageCheck />, hotkey: "g e", needs: "network.stock.receive" },
      { href: "/demand", label: t("demand"), icon: <CalendarRange />, hotkey: "g v", needs: "network.subscription.view" },
      { href: "/sourcing", label: t("sourcing"), icon: <Warehouse />, hotkey: "g w", needs: "network.stock.view" },
    ]) },
    { label: t("catalogueGroup"), items: open(session, [
      { href: "/products", label: t("products"), icon: <Tags />, hotkey: "g p", needs: "network.product.view" },
      { href: "/categories", label: t("categories"), icon: <FolderTree />, hotkey: "g c", needs: "network.product.view" },
      { href: "/segments", label: t("segments"), icon: <BookOpen />, hotkey: "g a", needs: "network.product.manage" },
      { href: "/prices", label: t("prices"), icon: <LayoutTemplate />, hotkey: "g r", needs: "network.price.manage" },
      { href: "/imports", label: t("imports"), icon: <Upload />, hotkey: "g i", needs: "network.import.run" },
    ]) },
    { label: t("moneyGroup"), items: open(session, [
      { href: "/settlement", label: t("settlement"), icon: <Handshake />, hotkey: "g m", needs: "network.settlement.view" },
      { href: "/taxes", label: t("taxes"), icon: <Percent />, hotkey: "g x", needs: "network.settlement.view" },
      { href: "/books", label: t("books"), icon: <Landmark />, hotkey: "g b", needs: "network.books.view" },
    ]) },
    { label: t("networkGroup"), items: open(session, [
      { href: "/tenants", label: t("tenants"), icon: <Building2 />, hotkey: "g n", needs: "network.tenant.view" },
      { href: "/deliveries", label: t("deliveries"), icon: <AlertTriangle />, hotkey: "g d", needs: "network.delivery.replay" },
      { href: "/staff", label: t("staff"), icon: <Users />, hotkey: "g f" },
    ]) },
  ]
  return groups.filter((group) => group.items.length > 0)
}

export async function platformNav(session: Session): Promise<NavGroup[]> {
  const t = await getTranslations("shell.nav")
  return [
    { items: open(session, [
      { href: "/platform", label: t("home"), icon: <Home />, hotkey: "g h", bottom: true },
      { href: "/platform/tenants", label: t("tenants"), icon: <Building2 />, hotkey: "g t", bottom: true, needs: "platform.tenant.view" },
      { href: "/platform/stamp", label: t("stamp"), icon: <Stamp />, hotkey: "g s", bottom: true, needs: "platform.tenant.stamp" },
      { href: "/platform/templates", label: t("templates"), icon: <LayoutTemplate />, hotkey: "g m", bottom: true, needs: "platform.network.view" },
    ]) },
    { label: t("operations"), items: open(session, [
      { href: "/platform/deliveries", label: t("deliveries"), icon: <AlertTriangle />, hotkey: "g d", needs: "platform.delivery.replay" },
      { href: "/platform/mailbox", label: t("mailbox"), icon: <Mail />, hotkey: "g b", needs: "platform.mail.view" },
      { href: "/platform/keys", label: t("keys"), icon: <KeyRound />, hotkey: "g k", needs: "platform.api_key.manage" },
    ]) },
  ]
}
