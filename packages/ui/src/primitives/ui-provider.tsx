"use client"
import { createContext, useContext, useMemo, type ComponentType, type ReactNode } from "react"

export type LinkLike = ComponentType<{ href: string; className?: string; children?: ReactNode }>

export type UiSurroundings = {
  /** The framework's link, so that a click is no full page load. Plain `<a>` without it. */
  link?: LinkLike | undefined
  /** Where we are, to mark the current place in navigation. */
  pathname?: string | undefined
  /** Goes to an address of this application. */
  navigate?: ((href: string) => void) | undefined
}

const Surroundings = createContext<UiSurroundings>({})

/** Tells the components about the framework around them; an application mounts it once, in a client file. */
export function UiProvider({ link, pathname, navigate, children }: UiSurroundings & { children: ReactNode }) {
  const value = useMemo(() => ({ link, pathname, navigate }), [link, pathname, navigate])
  return <Surroundings value={value}>{children}</Surroundings>
}

export function useSurroundings(): UiSurroundings {
  return useContext(Surroundings)
}

/** Follows an address the way this application does; a full load where it was not told how. */
export function useNavigate(): (href: string) => void {
  const { navigate } = useContext(Surroundings)
  return navigate ?? ((href) => window.location.assign(href))
}
