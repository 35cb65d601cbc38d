import { cva, type VariantProps } from "class-variance-authority"

/** The look of a button, for buttons and for links that lead to the next step. */
export const buttonStyle = cva(
  "touch-target inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 aria-disabled:opacity-60 disabled:opacity-60 disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-accent-contrast not-aria-disabled:hover:bg-accent-hover",
        secondary: "border-border-strong/60 bg-surface-raised text-text shadow-raised not-aria-disabled:hover:bg-surface-sunken",
        ghost: "border-transparent bg-transparent text-text not-aria-disabled:hover:bg-surface-sunken",
        danger: "border-transparent bg-danger text-danger-contrast not-aria-disabled:hover:bg-danger-hover",
      },
      size: { sm: "h-7 px-2 text-sm", md: "h-8 px-3 text-sm", lg: "h-10 px-4 text-base" },
      square: { true: "px-0", false: "" },
      block: { true: "w-full", false: "" },
    },
    compoundVariants: [
      { square: true, size: "sm", class: "w-7" },
      { square: true, size: "md", class: "w-8" },
      { square: true, size: "lg", class: "w-10" },
    ],
    defaultVariants: { variant: "secondary", size: "md", square: false, block: false },
  },
)

export type ButtonLook = {
  variant?: NonNullable<VariantProps<typeof buttonStyle>["variant"]> | undefined
  size?: NonNullable<VariantProps<typeof buttonStyle>["size"]> | undefined
}
