import { type CSSProperties, createContext, useContext } from "react";
import type { TypeScale } from "./type-scale.ts";

/** The sizes of the monitor that a component is drawn on; the same numbers stand in --type-value, -label and -source. */
export const TypeContext = createContext<TypeScale>({ value: 40, label: 20, source: 16 });

export const useTypeScale = (): TypeScale => useContext(TypeContext);

/** Properties that stylesheets read; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

/** The style of an element that has other sizes than what is around it; nothing where they are the same. */
export function typeStyle(scale: TypeScale, around: TypeScale): Variables {
  if (scale === around) return {};
  return {
    "--type-value": `${scale.value}px`,
    "--type-label": `${scale.label}px`,
    "--type-source": `${scale.source}px`,
    fontSize: scale.source,
  };
}
