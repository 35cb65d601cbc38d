/** Light, dark or as the system says; kept in a cookie, so that the server draws the right one at once. */
export const themeCookie = "theme"

export type ThemeChoice = "light" | "dark" | "system"

/** For `<html data-theme>`: undefined leaves it to the system. */
export function themeFromCookie(value: string | undefined): "light" | "dark" | undefined {
  return value === "light" || value === "dark" ? value : undefined
}

/** For pages drawn without the cookie: goes first into `<head>`, under the page's nonce, and prevents the flash. */
export const themeScript = `(function(){var m=/(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie);if(m)document.documentElement.dataset.theme=m[1]})()`
