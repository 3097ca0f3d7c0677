import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { navigate } from "./router.ts";

type Props = { to: string; replaces?: boolean } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href">;

/** A link within the app: a real one, that can be opened beside, copied and sent; pressed as usual it loads no document anew. */
export function Go({ to, replaces = false, onClick, children, ...rest }: Props) {
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !isPlain) return;
    event.preventDefault();
    navigate(to, replaces ? "replace" : "push");
  };
  return (
    <a href={to} onClick={press} {...rest}>
      {children}
    </a>
  );
}
