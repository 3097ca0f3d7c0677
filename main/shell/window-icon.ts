import path from "node:path";

/** What task bars show; elsewhere the program's own file has it. @param rootFolder the folder with assets/ */
export const windowIcon = (rootFolder: string): string => path.join(rootFolder, "assets", "icons", "128x128.png");
