/** Each monitor of the wall is this many grid units wide and high; tiles are placed in units, across monitors too. */
export const unitsPerDisplay = 24;
