import { createContext, useContext } from "react";
import type { TypeScale } from "./type-scale.ts";

/** The sizes of the monitor that a component is drawn on; the same numbers stand in --type-value, -label and -source. */
export const TypeContext = createContext<TypeScale>({ value: 40, label: 20, source: 16 });

export const useTypeScale = (): TypeScale => useContext(TypeContext);
