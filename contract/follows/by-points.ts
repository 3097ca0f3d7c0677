import type { Indicator } from "../entities/indicator.ts";

/** What is counted in per cent already differs by points: 8,06 % after 7,71 % is no "4,5 % more". */
export const isByPoints = ({ unit, showsSign }: Pick<Indicator, "unit" | "showsSign">): boolean =>
  showsSign || unit.vi.startsWith("%");
