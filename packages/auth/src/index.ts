export { consoleSecret, portalSecret, type PortalDoor } from "./secret.ts"
export {
  CONSOLE_COOKIE, COOKIE_OPTIONS, cookieValue, isPortalClaims, issueConsoleSession, issuePortalSession, PORTAL_COOKIE, readConsoleSession, readPortalSession, SESSION_SECONDS, sessionCookie,
  type ConsoleClaims, type PortalClaims,
} from "./session.ts"
