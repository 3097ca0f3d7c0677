import { join } from "node:path";
import type { Sector } from "../sector.ts";
import { serveTreasuryFolder } from "./treasury-folder.ts";

/** The state treasury, which drops its reports into a folder. */
export const treasury: Sector = ({ folder }) => serveTreasuryFolder(join(folder, "kho-bac"));
